package dev.roundtable.forum.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.roundtable.forum.FloorEvents;
import dev.roundtable.forum.FloorEvents.FloorEvent;
import dev.roundtable.forum.HoldKind;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.pages.TopicPages.TopicView;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/**
 * The floors of a topic's page as HTML. They are most of the page and the same for
 * everybody but moderators, so each page of them is rendered once for each of its
 * versions and languages, however many ask at once. What is a viewer's own is put into
 * its place beside them: the links with which she edits, her floors that are held, and
 * that floors of whom she blocks are folded away.
 */
@Component
public class RenderedFloors {

	/** Where in a floor the links of its author go. */
	private static final String OWN = "<!--own-->";

	/** Where a floor goes that is folded away. */
	private static final String FLOOR = "<!--floor-->";

	/** No account's id. */
	private static final long NOBODY = 0;

	/** In the place of the author of what even she does not read. */
	private static final long GONE = -1;

	private static final int MOST_CHARS = 16 * 1024 * 1024;

	private final FloorList floors;

	private final FloorNotes notes;

	private final FloorEvents events;

	private final ITemplateEngine templates;

	/** A minute at most: a new role shows beside a name and no version tells of it. */
	private final LoadingCache<Key, Rendered> rendered = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARS)
		.weigher((Key key, Rendered page) -> 200 + 40 * page.pieces().size() + page.html().length())
		.expireAfterWrite(Duration.ofMinutes(1))
		.build(this::render);

	RenderedFloors(FloorList floors, FloorNotes notes, FloorEvents events, ITemplateEngine templates) {
		this.floors = floors;
		this.notes = notes;
		this.events = events;
		this.templates = templates;
	}

	/**
	 * @param topic which the viewer may read
	 * @param blocked accounts whose floors are folded away for her
	 */
	public String html(TopicView topic, @Nullable Viewer viewer, Set<Long> blocked, Locale locale) {
		boolean moderates = Viewer.may(viewer, Capability.MODERATE);
		Rendered page = this.rendered.get(new Key(topic.id(), topic.page(), topic.version(), topic.floorsVersion(),
				topic.floorsOnPage(), locale, moderates));
		long own = (moderates || viewer == null) ? NOBODY : viewer.id().value();
		if (page.pieces().stream().noneMatch((piece) -> piece.author() == own || piece.isFolded(blocked))) {
			return page.html();
		}
		return forHer(page, own, viewer != null && viewer.may(Capability.POST), blocked, locale);
	}

	private Rendered render(Key key) {
		List<Piece> pieces = new ArrayList<>();
		StringBuilder html = new StringBuilder(this.notes.html(TopicId.of(key.topic()), key.page(), key.locale()));
		List<FloorEvent> events = this.events.on(TopicId.of(key.topic()), key.page(), key.locale());
		for (PostView post : this.floors.page(TopicId.of(key.topic()), key.page())) {
			events.stream()
				.filter((event) -> event.before() == post.floor())
				.forEach((event) -> html.append(event.html()));
			int start = html.length();
			String floor = (post.held() == null || key.moderator()) ? floor(post, key.locale(), key.moderator())
					: this.templates.process("forum/floor-held", new Context(key.locale(), Map.of("p", post)));
			// The last one: nothing that anybody wrote comes after it.
			int own = floor.lastIndexOf(OWN);
			html.append(floor, 0, own).append(floor, own + OWN.length(), floor.length());
			boolean gone = post.held() != null && post.held().kind() == HoldKind.DELETED;
			pieces.add(new Piece(post.id(), post.floor(), gone ? GONE : post.authorId(), post.author(),
					post.held() != null, start, start + own, html.length()));
		}
		events.stream().filter((event) -> event.before() == 0).forEach((event) -> html.append(event.html()));
		return new Rendered(html.toString(), pieces);
	}

	private String floor(PostView post, Locale locale, boolean moderator) {
		return this.templates.process("forum/floor",
				new Context(locale, Map.of("p", post, "moderator", moderator, "own", false)));
	}

	/**
	 * @param writes whether she may edit what is hers: who is silenced may not
	 */
	private String forHer(Rendered page, long her, boolean writes, Set<Long> blocked, Locale locale) {
		StringBuilder html = new StringBuilder(page.html().length() + 500);
		int told = 0;
		for (Piece piece : page.pieces()) {
			html.append(page.html(), told, piece.start());
			told = piece.end();
			if (piece.isFolded(blocked)) {
				String around = this.templates.process("forum/floor-folded",
						new Context(locale, Map.of("floor", piece.floor(), "author", piece.name())));
				int within = around.lastIndexOf(FLOOR);
				html.append(around, 0, within)
					.append(page.html(), piece.start(), piece.end())
					.append(around, within + FLOOR.length(), around.length());
			}
			else if (piece.author() != her || !(piece.held() || writes)) {
				html.append(page.html(), piece.start(), piece.end());
			}
			else if (piece.held()) {
				this.floors.one(PostId.of(piece.post()))
					.ifPresent((post) -> html.append(this.templates.process("forum/floor",
							new Context(locale, Map.of("p", post, "moderator", false, "own", writes)))));
			}
			else {
				html.append(page.html(), piece.start(), piece.own())
					.append(this.templates.process("forum/floor-own", new Context(locale, Map.of("id", piece.post()))))
					.append(page.html(), piece.own(), piece.end());
			}
		}
		return html.append(page.html(), told, page.html().length()).toString();
	}

	/**
	 * @param topicVersion rises with what is told between the floors
	 * @param floors on that page: new ones come without a new version
	 */
	private record Key(long topic, int page, long topicVersion, long version, int floors, Locale locale,
			boolean moderator) {
	}

	private record Rendered(String html, List<Piece> pieces) {
	}

	/**
	 * Whose a floor is to look after, or nobody's; where it begins, where what is its
	 * author's own goes, and where it ends.
	 */
	private record Piece(long post, int floor, long author, String name, boolean held, int start, int own, int end) {

		/** What is held shows nothing that would have to be. */
		boolean isFolded(Set<Long> blocked) {
			return blocked.contains(this.author) && !this.held;
		}

	}

}
