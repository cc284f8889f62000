package dev.roundtable.tasks.inbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.inbox.Inbox.OfTask;
import dev.roundtable.tasks.inbox.Waiting.Reason;
import dev.roundtable.writing.When;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The inbox for machines. */
@RestController
@RequestMapping("/api/v1/tasks")
class InboxApi {

	private final Inbox inbox;

	private final Done done;

	InboxApi(Inbox inbox, Done done) {
		this.inbox = inbox;
		this.done = done;
	}

	/** What has to be answered first, then the newest. */
	@GetMapping("/inbox")
	CursorPage<InboxItem> list(@RequestParam(required = false) @Nullable String cursor,
			@AuthenticationPrincipal Viewer viewer) {
		Place behind = Place.of(cursor);
		List<OfTask> rest = this.inbox.of(viewer).stream().filter((one) -> Place.of(one).isBehind(behind)).toList();
		return CursorPage.of(rest, CursorPage.API_ITEMS, (last) -> Place.of(last).written()).map(InboxItem::of);
	}

	/** What comes after that moment waits again. */
	@PutMapping("/{number}/done")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void done(@PathVariable long number, @RequestBody InboxDone done, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.done.done(viewer, TaskNumber.of(number), done.moment(), key);
	}

	/** It waits as it did before. */
	@DeleteMapping("/{number}/done")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void undo(@PathVariable long number, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.done.undo(viewer, TaskNumber.of(number), key);
	}

	/**
	 * @param until the newest of it that she has seen, as the list says
	 */
	record InboxDone(@Schema(maxLength = 40, format = "date-time") @Nullable String until) {

		Instant moment() {
			try {
				return OffsetDateTime.parse((this.until != null) ? this.until : "").toInstant();
			}
			catch (DateTimeException ex) {
				throw new BadInput("until", "inbox.until");
			}
		}

	}

	/**
	 * @param version of the task
	 * @param until with which one has done with it
	 */
	record InboxItem(long number, String title, String kind, String status, long version, Instant until,
			List<InboxReason> waiting, String url) {

		static InboxItem of(OfTask task) {
			return new InboxItem(task.number(), task.title(), task.kind(), task.status(), task.version(),
					task.until().toInstant(), task.waiting().stream().map(InboxReason::of).toList(),
					TaskNumber.of(task.number()).url());
		}

	}

	/**
	 * @param by who did it, null where nobody in particular
	 * @param topic where on the forum, null where on the task itself
	 */
	record InboxReason(Reason reason, When at, @Nullable String by, @Nullable Long topic, @Nullable Integer floor) {

		static InboxReason of(Waiting one) {
			return new InboxReason(one.reason(), one.at(), one.by(), one.topic(), one.floor());
		}

	}

	/** Where something stands in the list. */
	private record Place(int reason, Instant until, long number) {

		static Place of(OfTask task) {
			return new Place(task.reason().ordinal(), task.until().toInstant(), task.number());
		}

		static Place of(@Nullable String cursor) {
			if (cursor == null || cursor.isEmpty()) {
				return new Place(-1, Instant.MAX, 0);
			}
			try {
				String[] parts = cursor.split("~", 3);
				return new Place(Integer.parseInt(parts[0]), Instant.parse(parts[1]), Long.parseLong(parts[2]));
			}
			catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException garbage) {
				throw new BadInput("cursor", "cursor.invalid");
			}
		}

		boolean isBehind(Place other) {
			if (this.reason != other.reason || this.until.equals(other.until)) {
				return (this.reason != other.reason) ? this.reason > other.reason : this.number > other.number;
			}
			return this.until.isBefore(other.until);
		}

		String written() {
			return this.reason + "~" + this.until + "~" + this.number;
		}

	}

}
