CREATE TABLE `account` (
	`person` text PRIMARY KEY NOT NULL,
	`password` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`token` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token_unique` ON `invitation` (`token`);--> statement-breakpoint
CREATE INDEX `invitation_by_person` ON `invitation` (`person`);--> statement-breakpoint
CREATE TABLE `invitation_end` (
	`invitation` text PRIMARY KEY NOT NULL,
	`how` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`invitation`) REFERENCES `invitation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `invitation_try` (
	`id` text PRIMARY KEY NOT NULL,
	`invitation` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`invitation`) REFERENCES `invitation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `invitation_try_by_invitation` ON `invitation_try` (`invitation`);--> statement-breakpoint
CREATE TABLE `known_device` (
	`device` text NOT NULL,
	`person` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`device`, `person`),
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`device` text NOT NULL,
	`label` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`proven_at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_by_person` ON `session` (`person`);--> statement-breakpoint
CREATE TABLE `honor_board` (
	`id` text PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`month` text NOT NULL,
	`subject` text NOT NULL,
	`rule` text NOT NULL,
	`from_time` integer NOT NULL,
	`to_time` integer NOT NULL,
	`people` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `honor_board_by_unit` ON `honor_board` (`unit`,`month`);--> statement-breakpoint
CREATE TABLE `honor_check` (
	`board` text PRIMARY KEY NOT NULL,
	`verdict` text NOT NULL,
	`reason` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`board`) REFERENCES `honor_board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `honor_candidate` (
	`board` text NOT NULL,
	`subject` text NOT NULL,
	`minutes_a` integer NOT NULL,
	`minutes_b` integer NOT NULL,
	`entries` integer NOT NULL,
	`sample` integer NOT NULL,
	PRIMARY KEY(`board`, `subject`),
	FOREIGN KEY (`board`) REFERENCES `honor_board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `honor_candidate_by_subject` ON `honor_candidate` (`subject`);--> statement-breakpoint
CREATE TABLE `consent` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`purpose` text NOT NULL,
	`change` text NOT NULL,
	`text` text,
	`shown_as` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consent_by_person` ON `consent` (`person`,`purpose`,`at`);--> statement-breakpoint
CREATE TABLE `honor_publication` (
	`board` text PRIMARY KEY NOT NULL,
	`sentence` text NOT NULL,
	`expires_at` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`board`) REFERENCES `honor_board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `honor_withdrawal` (
	`board` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`board`) REFERENCES `honor_board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`place` text NOT NULL,
	`starts_at` integer NOT NULL,
	`topics` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`edited_by` text,
	`edited_at` integer,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_by_unit` ON `meeting` (`unit`,`starts_at`);--> statement-breakpoint
CREATE TABLE `meeting_amendment` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting` text NOT NULL,
	`text` text NOT NULL,
	`sha256` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`meeting`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_amendment_by_meeting` ON `meeting_amendment` (`meeting`,`at`);--> statement-breakpoint
CREATE TABLE `meeting_attendance` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting` text NOT NULL,
	`person` text NOT NULL,
	`status` text NOT NULL,
	`reason` text NOT NULL,
	`self` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`meeting`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_attendance_by_meeting` ON `meeting_attendance` (`meeting`);--> statement-breakpoint
CREATE TABLE `meeting_invited` (
	`meeting` text NOT NULL,
	`person` text NOT NULL,
	PRIMARY KEY(`meeting`, `person`),
	FOREIGN KEY (`meeting`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_invited_by_person` ON `meeting_invited` (`person`);--> statement-breakpoint
CREATE TABLE `meeting_minutes` (
	`meeting` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`blocks` text NOT NULL,
	`sha256` text NOT NULL,
	`due` integer NOT NULL,
	`present` integer NOT NULL,
	`standing` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`meeting`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `claim` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`shift` text NOT NULL,
	`person` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`at` integer NOT NULL,
	`claimed_at` integer NOT NULL,
	`held_at` integer,
	`ended_at` integer,
	`ended_by` text,
	`ended` text,
	FOREIGN KEY (`shift`) REFERENCES `shift`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_id_unique` ON `claim` (`id`);--> statement-breakpoint
CREATE INDEX `claim_by_shift` ON `claim` (`shift`,`ended_at`,`held_at`);--> statement-breakpoint
CREATE INDEX `claim_by_person` ON `claim` (`person`,`ends_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `claim_once` ON `claim` (`shift`,`person`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `post` (
	`id` text PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`audience` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`place` text NOT NULL,
	`duties` text NOT NULL,
	`bring` text NOT NULL,
	`skills` text NOT NULL,
	`risks` text NOT NULL,
	`insurance` text NOT NULL,
	`contact` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`edited_by` text,
	`edited_at` integer,
	`closed_by` text,
	`closed_at` integer,
	`close_reason` text,
	FOREIGN KEY (`unit`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`audience`) REFERENCES `unit`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `post_by_unit` ON `post` (`unit`);--> statement-breakpoint
CREATE TABLE `shift` (
	`id` text PRIMARY KEY NOT NULL,
	`post` text NOT NULL,
	`unit` text NOT NULL,
	`audience` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`capacity` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`cancelled_by` text,
	`cancelled_at` integer,
	`cancel_reason` text,
	FOREIGN KEY (`post`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shift_by_post` ON `shift` (`post`,`starts_at`);--> statement-breakpoint
CREATE INDEX `shift_by_audience` ON `shift` (`audience`,`starts_at`);--> statement-breakpoint
CREATE INDEX `shift_by_start` ON `shift` (`starts_at`);