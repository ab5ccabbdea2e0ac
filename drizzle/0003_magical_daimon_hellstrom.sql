CREATE TABLE `doc` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `doc_client` (
	`doc` text NOT NULL,
	`client` integer NOT NULL,
	`person` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`doc`, `client`)
);
--> statement-breakpoint
CREATE INDEX `doc_client_by_person` ON `doc_client` (`person`);--> statement-breakpoint
CREATE TABLE `doc_log` (
	`doc` text NOT NULL,
	`seq` integer NOT NULL,
	`updates` blob NOT NULL,
	`people` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`doc`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `doc_seal` (
	`doc` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `doc_snapshot` (
	`doc` text NOT NULL,
	`seq` integer NOT NULL,
	`state` blob NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`doc`, `seq`)
);
