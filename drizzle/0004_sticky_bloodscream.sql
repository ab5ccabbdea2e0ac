CREATE TABLE `attendance` (
	`id` text PRIMARY KEY NOT NULL,
	`shift` text NOT NULL,
	`person` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`skewed` integer NOT NULL,
	`claimed_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	FOREIGN KEY (`shift`) REFERENCES `shift`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendance_once` ON `attendance` (`shift`,`person`,`kind`);--> statement-breakpoint
CREATE INDEX `attendance_by_person` ON `attendance` (`person`,`at`);--> statement-breakpoint
CREATE TABLE `hour_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`unit` text NOT NULL,
	`shift` text,
	`day` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`minutes` integer NOT NULL,
	`grade` text NOT NULL,
	`flags` text NOT NULL,
	`note` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	`reason` text,
	`reverses` text,
	`reversed_at` integer,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shift`) REFERENCES `shift`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hours_by_person` ON `hour_entry` (`person`,`day`);--> statement-breakpoint
CREATE INDEX `hours_by_unit` ON `hour_entry` (`unit`,`day`);--> statement-breakpoint
CREATE INDEX `hours_by_maker` ON `hour_entry` (`by`,`at`);--> statement-breakpoint
CREATE INDEX `hours_to_confirm` ON `hour_entry` (`unit`) WHERE decided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `hours_reversed_once` ON `hour_entry` (`reverses`) WHERE reverses is not null;