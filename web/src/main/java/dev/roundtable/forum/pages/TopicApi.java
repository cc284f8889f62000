package dev.roundtable.forum.pages;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.forum.TaskRef;
import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.forum.editing.TopicCorrections;
import dev.roundtable.forum.pages.TopicPages.TopicView;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Body;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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

	private final Topics topics;

	private final TopicCorrections corrections;

	private final TopicPages pages;

	private final Votes votes;

	private final Whereabouts whereabouts;

	private final TopicAccess access;

	private final TopicFollowing following;

	TopicApi(Topics topics, TopicCorrections corrections, TopicPages pages, Votes votes, Whereabouts whereabouts,
			TopicAccess access, TopicFollowing following) {
		this.following = following;
		this.whereabouts = whereabouts;
		this.access = access;
		this.topics = topics;
		this.corrections = corrections;
		this.pages = pages;
		this.votes = votes;
	}

	@PostMapping
	ResponseEntity<CreatedTopic> post(@RequestBody TopicDraft topic, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		Topics.Posted posted = this.topics.post(viewer, key, topic);
		return ResponseEntity.created(URI.create(posted.url()))
			.body(new CreatedTopic(posted.topic().value(), posted.url(),
					TaskRef.of(this.pages.topic(posted.topic(), 1, viewer).task())));
	}

	/** One that was merged leads to the topic in which its floors stand. */
	@GetMapping("/{id}")
	ResponseEntity<TopicBody> get(@PathVariable long id, @AuthenticationPrincipal @Nullable Viewer viewer) {
		try {
			return ResponseEntity.ok(body(id, viewer));
		}
		catch (NotFound gone) {
			return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
				.cacheControl(CacheControl.noStore())
				.location(URI.create("/api/v1/topics/" + into(id, viewer, gone)))
				.build();
		}
	}

	/** To those who may not read it there, it is not there either. */
	private long into(long id, @Nullable Viewer viewer, NotFound gone) {
		TopicId into = this.whereabouts.ofTopic(TopicId.of(id)).orElseThrow(() -> gone);
		return this.access.toRead(into, viewer).topic().value();
	}

	private TopicBody body(long id, @Nullable Viewer viewer) {
		TopicView topic = this.pages.topic(TopicId.of(id), 1, viewer);
		// Its author may have taken the first floor back, and left the topic to the
		// others.
		Optional<PostView> text = this.pages.after(TopicId.of(id), 0, 1, viewer)
			.items()
			.stream()
			.filter((post) -> post.floor() == 1)
			.findFirst();
		return new TopicBody(topic.id(), topic.url(), topic.title(), text.map(PostView::body).orElse(""),
				text.map(PostView::html).orElse(""), lower(topic.kind()), topic.board().slug(), topic.tags(),
				topic.author(), topic.votes(), topic.voted(), this.pages.replies(topic), TaskRef.of(topic.task()),
				topic.locked() != null, topic.pinned() != null, topic.featured(),
				blocked(viewer).contains(topic.author()), topic.version(), topic.createdAt().iso(),
				topic.updatedAt().iso());
	}

	/** The names of those whom she blocks. */
	private Set<String> blocked(@Nullable Viewer viewer) {
		return (viewer != null) ? this.following.blockedNames(viewer) : Set.of();
	}

	/** Title, board, kind and tags; what is left out stays. */
	@PatchMapping("/{id}")
	TopicBody correct(@PathVariable long id, @RequestBody TopicCorrections.Correction correction, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.corrections.correct(viewer, key, TopicId.of(id), correction);
		return body(id, viewer);
	}

	@PostMapping("/{id}/posts")
	ResponseEntity<CreatedPost> reply(@PathVariable long id, @RequestBody NewPost post, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		Topics.Reply reply = this.topics.reply(viewer, key, TopicId.of(id), post.body());
		return ResponseEntity.created(URI.create(reply.url()))
			.body(new CreatedPost(reply.post().value(), reply.floor(), reply.url()));
	}

	/** The same where it was merged. */
	@GetMapping("/{id}/posts")
	ResponseEntity<CursorPage<PostItem>> posts(@PathVariable long id, @RequestParam(defaultValue = "0") String cursor,
			@AuthenticationPrincipal @Nullable Viewer viewer) {
		int after;
		try {
			after = Integer.parseInt(cursor);
		}
		catch (NumberFormatException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
		try {
			String url = this.pages.topic(TopicId.of(id), 1, viewer).url();
			Set<String> blocked = blocked(viewer);
			return ResponseEntity.ok(this.pages.after(TopicId.of(id), after, CursorPage.API_ITEMS, viewer)
				.map((post) -> PostItem.of(post, url, blocked)));
		}
		catch (NotFound gone) {
			return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
				.cacheControl(CacheControl.noStore())
				.location(URI.create("/api/v1/topics/" + into(id, viewer, gone) + "/posts"))
				.build();
		}
	}

	@PutMapping("/{id}/vote")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void vote(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.votes.cast(viewer, key, TopicId.of(id));
	}

	@DeleteMapping("/{id}/vote")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unvote(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.votes.withdraw(viewer, key, TopicId.of(id));
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	record NewPost(@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String body) {
	}

	record CreatedTopic(long id, String url, @Nullable TaskRef task) {
	}

	record CreatedPost(long id, int floor, String url) {
	}

	/**
	 * @param blocked whether the reader blocks its author
	 */
	record TopicBody(long id, String url, String title, String body, String html, String kind, String board,
			List<String> tags, String author, int votes, boolean voted, int replies, @Nullable TaskRef task,
			boolean locked, boolean pinned, boolean featured, boolean blocked, long version, String createdAt,
			String updatedAt) {
	}

	/**
	 * @param blocked whether the reader blocks its author
	 */
	record PostItem(long id, int floor, String url, String author, String body, String html, boolean accepted,
			boolean blocked, long version, String createdAt, String updatedAt) {

		static PostItem of(PostView post, String topicUrl, Set<String> blocked) {
			int page = TopicUrl.page(post.floor());
			return new PostItem(post.id(), post.floor(),
					topicUrl + ((page > 1) ? "?page=" + page : "") + "#floor-" + post.floor(), post.author(),
					post.body(), post.html(), post.accepted(), blocked.contains(post.author()), post.version(),
					post.at().iso(), ((post.edited() != null) ? post.edited() : post.at()).iso());
		}

	}

}
