CREATE TABLE `list` (
	`id` text PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `list_by_unit` ON `list` (`unit`,`kind`);--> statement-breakpoint
CREATE TABLE `list_closure` (
	`list` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`list`) REFERENCES `list`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `list_version` (
	`id` text PRIMARY KEY NOT NULL,
	`list` text NOT NULL,
	`n` integer NOT NULL,
	`rows` text NOT NULL,
	`row_count` integer NOT NULL,
	`sha256` text NOT NULL,
	`note` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`list`) REFERENCES `list`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `list_version_by_number` ON `list_version` (`list`,`n`);