CREATE TABLE `place_offer` (
	`id` text PRIMARY KEY NOT NULL,
	`claim` text NOT NULL,
	`shift` text NOT NULL,
	`person` text NOT NULL,
	`to` text,
	`at` integer NOT NULL,
	`offered_at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`ended` text,
	`became` text,
	FOREIGN KEY (`shift`) REFERENCES `shift`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `place_offer_by_shift` ON `place_offer` (`shift`,`ended_at`);--> statement-breakpoint
CREATE INDEX `place_offer_by_person` ON `place_offer` (`person`,`ended_at`);--> statement-breakpoint
CREATE INDEX `place_offer_by_asked` ON `place_offer` (`to`,`ended_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `place_offer_once` ON `place_offer` (`claim`) WHERE ended_at is null;