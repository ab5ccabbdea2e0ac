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
CREATE UNIQUE INDEX `certificate_running` ON `certificate` (`unit`,`year`,`running`) WHERE number is not null;--> statement-breakpoint
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
--> statement-breakpoint
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
CREATE INDEX `appeals_open` ON `hour_appeal` (`unit`) WHERE answered_at is null;--> statement-breakpoint
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
CREATE UNIQUE INDEX `hours_reversed_once` ON `hour_entry` (`reverses`) WHERE reverses is not null;--> statement-breakpoint
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
CREATE UNIQUE INDEX `list_version_by_number` ON `list_version` (`list`,`n`);--> statement-breakpoint
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
CREATE INDEX `notice_by_person` ON `notice` (`person`,`read_at`);--> statement-breakpoint
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
CREATE UNIQUE INDEX `place_offer_once` ON `place_offer` (`claim`) WHERE ended_at is null;--> statement-breakpoint
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
CREATE TABLE `shift` (
	`id` text PRIMARY KEY NOT NULL,
	`post` text NOT NULL,
	`unit` text NOT NULL,
	`audience` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`capacity` integer NOT NULL,
	`series` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`cancelled_by` text,
	`cancelled_at` integer,
	`cancel_reason` text,
	FOREIGN KEY (`post`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`series`) REFERENCES `shift_series`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shift_by_post` ON `shift` (`post`,`starts_at`);--> statement-breakpoint
CREATE INDEX `shift_by_audience` ON `shift` (`audience`,`starts_at`);--> statement-breakpoint
CREATE INDEX `shift_by_start` ON `shift` (`starts_at`);--> statement-breakpoint
CREATE INDEX `shift_by_series` ON `shift` (`series`,`starts_at`);--> statement-breakpoint
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