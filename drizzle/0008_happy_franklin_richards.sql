CREATE TABLE `hour_appeal` (
	`id` text PRIMARY KEY NOT NULL,
	`entry` text NOT NULL,
	`person` text NOT NULL,
	`unit` text NOT NULL,
	`decider` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`verdict` text,
	`answer` text,
	`answered_by` text,
	`answered_at` integer,
	`instead` text,
	FOREIGN KEY (`entry`) REFERENCES `hour_entry`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_once` ON `hour_appeal` (`entry`);--> statement-breakpoint
CREATE INDEX `appeals_open` ON `hour_appeal` (`unit`) WHERE answered_at is null;