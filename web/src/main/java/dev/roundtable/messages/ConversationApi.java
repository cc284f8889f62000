package dev.roundtable.messages;

import java.net.URI;
import java.util.List;

import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.moderation.ReportNote;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Body;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people write to each other, for their programs. */
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationApi {

	private final Conversations conversations;

	private final ConversationList list;

	private final MessageList messages;

	private final Keeping keeping;

	private final MessageReports reports;

	ConversationApi(Conversations conversations, ConversationList list, MessageList messages, Keeping keeping,
			MessageReports reports) {
		this.conversations = conversations;
		this.list = list;
		this.messages = messages;
		this.keeping = keeping;
		this.reports = reports;
	}

	/** Those in which something was written last, first. */
	@GetMapping
	CursorPage<ConversationView> list(@RequestParam(required = false) @Nullable String cursor,
			@AuthenticationPrincipal Viewer viewer) {
		return this.list.page(viewer, cursor, CursorPage.API_ITEMS);
	}

	@PostMapping
	ResponseEntity<ConversationMade> start(@RequestBody NewConversation draft, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		ConversationId made = this.conversations.start(viewer, key, draft.names(), draft.body());
		return ResponseEntity.created(URI.create(made.url())).body(new ConversationMade(made.value(), made.url()));
	}

	/** The latest first. */
	@GetMapping("/{id}/messages")
	CursorPage<MessageView> messages(@PathVariable long id, @RequestParam(required = false) @Nullable String cursor,
			@AuthenticationPrincipal Viewer viewer) {
		return this.messages.page(viewer, ConversationId.of(id), cursor, CursorPage.API_ITEMS);
	}

	@PostMapping("/{id}/messages")
	ResponseEntity<MessageMade> write(@PathVariable long id, @RequestBody NewMessage draft, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		long made = this.conversations.write(viewer, key, ConversationId.of(id), draft.body());
		String url = ConversationId.of(id).url() + "#message-" + made;
		return ResponseEntity.created(URI.create(url)).body(new MessageMade(made, url));
	}

	/**
	 * @param upTo the number of the last message that was read
	 */
	@PutMapping("/{id}/read")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void read(@PathVariable long id, @RequestParam(defaultValue = "" + Long.MAX_VALUE) long upTo,
			@AuthenticationPrincipal Viewer viewer) {
		this.keeping.seen(viewer, ConversationId.of(id), upTo);
	}

	@PutMapping("/{id}/mute")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void mute(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.keeping.mute(viewer, key, ConversationId.of(id), true);
	}

	@DeleteMapping("/{id}/mute")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unmute(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.keeping.mute(viewer, key, ConversationId.of(id), false);
	}

	/** Leaves it: what she wrote stays with the others. */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void leave(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.keeping.leave(viewer, key, ConversationId.of(id));
	}

	/** Whoever reports a message again is told of the same report. */
	@PostMapping("/{id}/messages/{message}/reports")
	ResponseEntity<MessageReportMade> report(@PathVariable long id, @PathVariable long message,
			@RequestBody NewMessageReport report, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		long made = this.reports.report(viewer, key, ConversationId.of(id), message, report.reason(), report.note());
		return ResponseEntity.created(URI.create(ConversationId.of(id).url() + "/report/" + message))
			.body(new MessageReportMade(made, message));
	}

	/**
	 * @param to names of the people it is for
	 */
	record NewConversation(
			@ArraySchema(maxItems = Correspondents.MOST,
					schema = @Schema(maxLength = 80)) @Nullable List<@Nullable String> to,
			@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String body) {

		List<String> names() {
			return (this.to == null) ? List.of() : this.to.stream().map((name) -> (name != null) ? name : "").toList();
		}

	}

	record NewMessage(@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String body) {
	}

	record ConversationMade(long id, String url) {
	}

	record MessageMade(long id, String url) {
	}

	/**
	 * @param reason as with posts: one of the choices, or why in one's own words
	 * @param note needed of {@code other}
	 */
	record NewMessageReport(@Schema(maxLength = ReportNote.MAX) @Nullable String reason,
			@Schema(maxLength = ReportNote.MAX) @Nullable String note) {
	}

	record MessageReportMade(long id, long message) {
	}

}
