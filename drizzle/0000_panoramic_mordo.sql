CREATE TABLE `unit` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`level` text NOT NULL,
	`parent` text,
	`kind` text,
	`households` integer,
	`boats` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `unit_by_parent` ON `unit` (`parent`);--> statement-breakpoint
CREATE TABLE `unit_closure` (
	`unit` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `command_log` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`actor` text NOT NULL,
	`via` text NOT NULL,
	`unit` text,
	`input_hash` text NOT NULL,
	`input` text NOT NULL,
	`outcome` text NOT NULL,
	`claimed_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`app_version` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `command_log_id_unique` ON `command_log` (`id`);--> statement-breakpoint
CREATE TABLE `event_cursor` (
	`reader` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`topics` text NOT NULL,
	`payload` text NOT NULL,
	`command` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `event_by_name` ON `event` (`name`,`seq`);--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `roster_alias` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `membership` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`unit` text NOT NULL,
	`role` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `membership_by_person` ON `membership` (`person`);--> statement-breakpoint
CREATE INDEX `membership_by_unit` ON `membership` (`unit`,`role`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`initials` text NOT NULL,
	`phone` text,
	`gender` text,
	`politics` text,
	`joined_party` text,
	`work_unit` text,
	`skills` text NOT NULL,
	`note` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `person_by_phone` ON `person` (`phone`);--> statement-breakpoint
CREATE INDEX `person_by_name` ON `person` (`name`);--> statement-breakpoint
CREATE INDEX `person_by_initials` ON `person` (`initials`);