package dev.roundtable.forum;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.roundtable.forum.TopicList.TopicRow;
import dev.roundtable.forum.TopicPages.PostView;
import dev.roundtable.forum.TopicPages.TopicView;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Viewer;
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

/** Topics, floors and votes for machines. */
@RestController
@RequestMapping("/api/v1/topics")
class TopicApi {

	private static final int ITEMS_ON_A_PAGE = 50;

	private final Topics topics;

	private final TopicList list;

	private final TopicPages pages;

	private final Votes votes;

	TopicApi(Topics topics, TopicList list, TopicPages pages, Votes votes) {
		this.topics = topics;
		this.list = list;
		this.pages = pages;
		this.votes = votes;
	}

	@PostMapping
	ResponseEntity<CreatedTopic> post(@RequestBody NewTopic topic, @AuthenticationPrincipal Viewer viewer) {
		Topics.Posted posted = this.topics.post(viewer.id(), orEmpty(topic.board()), topic.kind(),
				orEmpty(topic.title()), orEmpty(topic.body()), topic.labels());
		return ResponseEntity.created(URI.create(posted.url()))
			.body(new CreatedTopic(posted.topic().value(), posted.url(),
					TaskRef.of(this.pages.topic(posted.topic(), null).task())));
	}

	@GetMapping
	CursorPage<TopicItem> list(@RequestParam(required = false) @Nullable String board,
			@RequestParam(required = false) @Nullable TopicKind kind,
			@RequestParam(defaultValue = "ACTIVE") TopicList.Sort sort,
			@RequestParam(required = false) @Nullable String cursor) {
		return this.list.page(board, kind, sort, cursor, ITEMS_ON_A_PAGE).map(TopicItem::of);
	}

	@GetMapping("/{id}")
	TopicBody get(@PathVariable long id, @AuthenticationPrincipal @Nullable Viewer viewer) {
		TopicView topic = this.pages.topic(TopicId.of(id), viewer);
		PostView text = this.pages.after(TopicId.of(id), 0, 1, viewer).items().getFirst();
		return new TopicBody(topic.id(), topic.url(), topic.title(), text.body(), text.html(), lower(topic.kind()),
				topic.board().slug(), topic.tags(), topic.author(), topic.votes(), topic.voted(), topic.floors() - 1,
				TaskRef.of(topic.task()), topic.version(), topic.createdAt().iso(), topic.updatedAt().iso());
	}

	@PostMapping("/{id}/posts")
	ResponseEntity<CreatedPost> reply(@PathVariable long id, @RequestBody NewPost post,
			@AuthenticationPrincipal Viewer viewer) {
		Topics.Reply reply = this.topics.reply(viewer.id(), TopicId.of(id), orEmpty(post.body()));
		return ResponseEntity.created(URI.create(reply.url()))
			.body(new CreatedPost(reply.post().value(), reply.floor(), reply.url()));
	}

	@GetMapping("/{id}/posts")
	CursorPage<PostItem> posts(@PathVariable long id, @RequestParam(defaultValue = "0") String cursor) {
		int after;
		try {
			after = Integer.parseInt(cursor);
		}
		catch (NumberFormatException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
		String url = this.pages.topic(TopicId.of(id), null).url();
		return this.pages.after(TopicId.of(id), after, ITEMS_ON_A_PAGE, null).map((post) -> PostItem.of(post, url));
	}

	@PutMapping("/{id}/vote")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void vote(@PathVariable long id, @AuthenticationPrincipal Viewer viewer) {
		this.votes.cast(viewer.id(), TopicId.of(id));
	}

	@DeleteMapping("/{id}/vote")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unvote(@PathVariable long id, @AuthenticationPrincipal Viewer viewer) {
		this.votes.withdraw(viewer.id(), TopicId.of(id));
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	record NewTopic(@Nullable String board, @Nullable TopicKind kind, @Nullable String title, @Nullable String body,
			@Nullable List<String> tags) {

		List<String> labels() {
			List<String> given = tags();
			return (given != null) ? given.stream().filter(Objects::nonNull).toList() : List.of();
		}

	}

	record NewPost(@Nullable String body) {
	}

	record CreatedTopic(long id, String url, @Nullable TaskRef task) {
	}

	record CreatedPost(long id, int floor, String url) {
	}

	record TaskRef(long number, String url, String status) {

		static @Nullable TaskRef of(TaskPanels.@Nullable TaskPanel task) {
			return (task != null) ? new TaskRef(task.number(), task.url(), lower(task.status())) : null;
		}

	}

	record TopicItem(long id, String url, String title, String kind, String board, List<String> tags, String author,
			int votes, int replies, @Nullable TaskRef task, long version, String createdAt, String updatedAt) {

		static TopicItem of(TopicRow row) {
			TaskRef task = (row.task() != null)
					? new TaskRef(row.task().number(), row.task().url(), lower(row.task().status())) : null;
			return new TopicItem(row.id(), row.url(), row.title(), lower(row.kind()), row.boardSlug(), row.tags(),
					row.author(), row.votes(), row.replies(), task, row.version(), row.createdAt().iso(),
					row.lastPostAt().iso());
		}

	}

	record TopicBody(long id, String url, String title, String body, String html, String kind, String board,
			List<String> tags, String author, int votes, boolean voted, int replies, @Nullable TaskRef task,
			long version, String createdAt, String updatedAt) {
	}

	record PostItem(long id, int floor, String url, String author, String body, String html, boolean accepted,
			long version, String createdAt, String updatedAt) {

		static PostItem of(PostView post, String topicUrl) {
			int page = TopicUrl.page(post.floor());
			return new PostItem(post.id(), post.floor(),
					topicUrl + ((page > 1) ? "?page=" + page : "") + "#floor-" + post.floor(), post.author(),
					post.body(), post.html(), post.accepted(), post.version(), post.at().iso(),
					((post.edited() != null) ? post.edited() : post.at()).iso());
		}

	}

}
