package dev.roundtable.moderation;

import java.net.URI;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.moderation.Queue.Item;
import dev.roundtable.people.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reports, the queue and the log, for machines. */
@RestController
@RequestMapping("/api/v1")
class ModerationApi {

	private final Reports reports;

	private final Queue queue;

	private final Deciding deciding;

	private final ModerationLog log;

	ModerationApi(Reports reports, Queue queue, Deciding deciding, ModerationLog log) {
		this.reports = reports;
		this.queue = queue;
		this.deciding = deciding;
		this.log = log;
	}

	/** Whoever reports a post again is told of the same report. */
	@PostMapping("/posts/{id}/reports")
	ResponseEntity<ReportMade> report(@PathVariable long id, @RequestBody NewReport report, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		long made = this.reports.report(viewer, key, PostId.of(id), report.reason(), report.note());
		return ResponseEntity.created(URI.create("/posts/" + id + "/report")).body(new ReportMade(made, id));
	}

	/** What waits, the oldest first, or what was decided, the latest first. */
	@GetMapping("/moderation/queue")
	CursorPage<QueueItem> queue(@RequestParam(defaultValue = "false") boolean decided,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer) {
		return this.queue.page(viewer, decided, cursor, CursorPage.API_ITEMS).map(QueueItem::of);
	}

	@PostMapping("/moderation/queue/{id}/decision")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void decide(@PathVariable long id, @RequestBody NewDecision decision, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.deciding.decide(viewer, key, id, decision.verdict());
	}

	/** The latest first. */
	@GetMapping("/moderation/log")
	CursorPage<LogLine> log(@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer) {
		return this.log.page(viewer, kind, cursor, CursorPage.API_ITEMS).map(LogLine::of);
	}

	/**
	 * @param reason one of {@code spam}, {@code abuse}, {@code private},
	 * {@code unlawful}, {@code other}, or why in one's own words
	 * @param note needed of {@code other}
	 */
	record NewReport(@Schema(maxLength = ReportNote.MAX) @Nullable String reason,
			@Schema(maxLength = ReportNote.MAX) @Nullable String note) {
	}

	record ReportMade(long id, long post) {
	}

	/**
	 * @param days that {@code silence} and {@code suspend} last; without them they have
	 * no end
	 * @param version of the text that was read: 409 when it is another by now
	 */
	record NewDecision(@Nullable Decision decision, @Schema(maxLength = Hiding.REASON) @Nullable String reason,
			@Nullable Integer days, @Nullable Long version) {

		Verdict verdict() {
			return new Verdict(this.decision, this.reason, (this.days != null) ? this.days : 0, this.version);
		}

	}

	record QueueItem(long id, long post, long version, String url, String title, String author, String excerpt,
			boolean held, int reports, @Nullable Decision decision, @Nullable String decidedBy, @Nullable String reason,
			String createdAt) {

		static QueueItem of(Item item) {
			return new QueueItem(item.id(), item.postId(), item.version(), item.url(), item.title(), item.author(),
					item.excerpt(), item.held() != null, item.reports(), item.decision(), item.decidedBy(),
					item.reason(), item.opened().iso());
		}

	}

	record LogLine(long id, String at, @Nullable String moderator, String action, @Nullable Long topic,
			@Nullable Integer floor, @Nullable String person, String reason) {

		static LogLine of(ModerationLog.Line line) {
			return new LogLine(line.entry(), line.at().iso(), line.moderator(), line.action(), line.topicId(),
					line.floor(), line.person(), line.reason());
		}

	}

}
