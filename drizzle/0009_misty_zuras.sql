CREATE TABLE `shift_series` (
	`id` text PRIMARY KEY NOT NULL,
	`post` text NOT NULL,
	`days` text NOT NULL,
	`start` text NOT NULL,
	`end` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`post`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `shift` ADD `series` text REFERENCES shift_series(id);--> statement-breakpoint
CREATE INDEX `shift_by_series` ON `shift` (`series`,`starts_at`);