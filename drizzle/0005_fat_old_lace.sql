CREATE TABLE `notice` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`person` text NOT NULL,
	`name` text NOT NULL,
	`params` text NOT NULL,
	`href` text NOT NULL,
	`command` text NOT NULL,
	`at` integer NOT NULL,
	`read_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_id_unique` ON `notice` (`id`);--> statement-breakpoint
CREATE INDEX `notice_by_person` ON `notice` (`person`,`read_at`);