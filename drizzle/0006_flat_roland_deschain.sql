CREATE TABLE `certificate` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`unit` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`purpose` text NOT NULL,
	`volunteer_number` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`notice_until` integer NOT NULL,
	`id_sealed` blob,
	`id_kind` text,
	`id_tail` text,
	`dropped_by` text,
	`dropped_at` integer,
	`year` text,
	`running` integer,
	`number` text,
	`issued_by` text,
	`issued_at` integer,
	`minutes` integer,
	`content` text,
	`revoked_by` text,
	`revoked_at` integer,
	`reason` text,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `certificate_by_person` ON `certificate` (`person`);--> statement-breakpoint
CREATE INDEX `certificate_by_unit` ON `certificate` (`unit`,`asked_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_number` ON `certificate` (`number`) WHERE number is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_running` ON `certificate` (`unit`,`year`,`running`) WHERE number is not null;