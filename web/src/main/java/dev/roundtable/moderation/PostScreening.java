package dev.roundtable.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

import dev.roundtable.forum.PostId;
import dev.roundtable.forum.Screening;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.trust.Trust;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Screens what people post: by the words in it, for the same text again, and on boards
 * that want it for coming from somebody new. The team is not screened.
 */
@Component
class PostScreening implements Screening {

	/** A shorter text may well be said twice. */
	private static final int REPEATED = 20;

	private static final Duration AGAIN = Duration.ofMinutes(30);

	private static final Pattern ELSEWHERE = Pattern.compile("http|//|www\\.|!\\[", Pattern.CASE_INSENSITIVE);

	private final JdbcClient jdbc;

	private final Words words;

	private final ReviewedBoards boards;

	private final Trust trust;

	private final Waves waves;

	private final Clock clock;

	PostScreening(JdbcClient jdbc, Words words, ReviewedBoards boards, Trust trust, Waves waves, Clock clock) {
		this.waves = waves;
		this.jdbc = jdbc;
		this.words = words;
		this.boards = boards;
		this.trust = trust;
		this.clock = clock;
	}

	@Override
	public Screened screen(Viewer author, long board, @Nullable String title, String body) {
		if (author.may(Capability.READ_TEAM)) {
			return new Screened(title, body, null);
		}
		ScreenedText heading = ScreenedText.of(this.words, "title", (title != null) ? title : "");
		ScreenedText text = ScreenedText.of(this.words, "body", body);
		String review = (heading.review() != null) ? heading.review() : text.review();
		Rendered rendered = leadsElsewhere(body) || !this.words.isEmpty() ? Markdown.render(body) : Rendered.NOTHING;
		this.trust.requireToCarry(author, rendered);
		if (!this.words.isEmpty()) {
			// Also where it waits already: what may not be posted at all is refused.
			String shown = ScreenedText.asShown(this.words, "body", rendered.plain(), body);
			review = (review != null) ? review : shown;
		}
		if (review == null && this.boards.contain(board)) {
			review = this.trust.isReviewed(author) ? "new" : this.trust.isReviewed(author, rendered) ? "links" : null;
		}
		if (review == null && repeats(author, body)) {
			review = "repeated";
		}
		if (joinsWave(author, title, body) && review == null) {
			review = "wave";
		}
		return new Screened((title != null) ? heading.text() : null, text.text(), review);
	}

	/** Whether there may be links or pictures in it: most texts need not be rendered. */
	private static boolean leadsElsewhere(String body) {
		return ELSEWHERE.matcher(body).find();
	}

	/** Also what waits for another reason tells the next one. */
	private boolean joinsWave(Viewer author, @Nullable String title, String body) {
		return this.trust.isReviewed(author)
				&& this.waves.joins(author.id().value(), (title != null) ? title + "\n" + body : body);
	}

	private boolean repeats(Viewer author, String body) {
		return body.length() >= REPEATED && this.jdbc.sql("""
				select count(*) from (select 1 from post_facts p
				    where p.author_id = :author and p.created_at > :since and p.body = :body limit 1) again
				""")
			.param("author", author.id().value())
			.param("since", OffsetDateTime.now(this.clock).minus(AGAIN))
			.param("body", body)
			.query(Integer.class)
			.single() > 0;
	}

	/** What people reported stays in the queue. */
	@Override
	public void waitsNoMore(PostId post) {
		this.jdbc.sql("delete from review_items where post_id = :post and slot = 0 and reports = 0")
			.param("post", post.value())
			.update();
	}

	@Override
	public void waits(PostId post) {
		this.jdbc.sql("insert into review_items (post_id, opened_at) values (:post, :now) on conflict do nothing")
			.param("post", post.value())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

}
