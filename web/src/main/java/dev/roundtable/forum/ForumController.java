package dev.roundtable.forum;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.boards.BoardUrl;
import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicList.Which;
import dev.roundtable.forum.TopicPages.TopicView;
import dev.roundtable.http.NotFound;
import dev.roundtable.journal.RenderedLists;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The pages that everybody reads: the lists, and a topic. */
@Controller
class ForumController {

	private static final int TOPICS_ON_A_PAGE = 30;

	private final Boards boards;

	private final BoardCards cards;

	private final TopicList list;

	private final TopicAccess access;

	private final TopicPage page;

	private final Whereabouts whereabouts;

	private final RenderedLists lists;

	private final TopicFollowing following;

	ForumController(Boards boards, BoardCards cards, TopicList list, TopicAccess access, TopicPage page,
			Whereabouts whereabouts, RenderedLists lists, TopicFollowing following) {
		this.boards = boards;
		this.cards = cards;
		this.list = list;
		this.access = access;
		this.page = page;
		this.whereabouts = whereabouts;
		this.lists = lists;
		this.following = following;
	}

	@GetMapping("/")
	String home(@RequestParam(defaultValue = "ACTIVE") TopicList.Sort sort,
			@RequestParam(required = false) @Nullable TopicKind kind,
			@RequestParam(defaultValue = "false") boolean featured,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		Asked asked = new Asked(null, sort, kind, featured, cursor);
		model.addAttribute("list", this.lists.html("forum/home-list", asked, Audiences.of(viewer).shared(),
				() -> topics(asked, null, viewer, Map.of("boards", this.cards.of(viewer), "member", viewer != null))));
		return "forum/home";
	}

	@GetMapping("/b/{slug}")
	ModelAndView board(@PathVariable String slug, @RequestParam(defaultValue = "ACTIVE") TopicList.Sort sort,
			@RequestParam(required = false) @Nullable TopicKind kind,
			@RequestParam(defaultValue = "false") boolean featured,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		Boards.Board board = this.boards.find(slug, viewer).orElse(null);
		if (board == null) {
			return new ModelAndView(moved(BoardUrl
				.of(this.boards.formerly(slug, viewer).orElseThrow(() -> new NotFound("board " + slug)).slug())));
		}
		model.addAttribute("board", board);
		model.addAttribute("open", !board.archived() && (viewer == null || board.takesPostsOf(viewer)));
		if (viewer != null) {
			model.addAttribute("following", this.following.board(board.id(), viewer));
		}
		Asked asked = new Asked(slug, sort, kind, featured, cursor);
		model.addAttribute("list", this.lists.html("forum/board-list", asked, Audiences.of(viewer).shared(),
				() -> topics(asked, board, viewer, Map.of("board", slug))));
		return new ModelAndView("forum/board");
	}

	private static RedirectView moved(String url) {
		RedirectView moved = new RedirectView(url);
		moved.setStatusCode(HttpStatus.MOVED_PERMANENTLY);
		moved.setExposeModelAttributes(false);
		return moved;
	}

	private Map<String, Object> topics(Asked asked, Boards.@Nullable Board board, @Nullable Viewer viewer,
			Map<String, Object> more) {
		var page = this.list.pageBelowPinned(viewer, new Which(board, asked.kind(), asked.featured(), asked.sort()),
				asked.cursor(), TOPICS_ON_A_PAGE);
		Map<String, Object> model = new HashMap<>(more);
		model.put("topics", page.items());
		model.put("next", page.next());
		model.put("sort", asked.sort().name().toLowerCase(Locale.ROOT));
		model.put("featured", asked.featured());
		model.put("kind", (asked.kind() != null) ? asked.kind().name() : null);
		return model;
	}

	/** Which list of topics. */
	private record Asked(@Nullable String board, TopicList.Sort sort, @Nullable TopicKind kind, boolean featured,
			@Nullable String cursor) {
	}

	/** Without its title, or with a floor: leads to the page that the floor is on. */
	@GetMapping("/t/{id}")
	ResponseEntity<Void> withoutSlug(@PathVariable long id, @RequestParam(required = false) @Nullable Integer floor,
			@AuthenticationPrincipal @Nullable Viewer viewer) {
		try {
			String title = this.access.toRead(TopicId.of(id), viewer).title();
			String url = (floor != null && floor > 0) ? floor(TopicId.of(id), title, floor)
					: TopicUrl.of(TopicId.of(id), title);
			return led(url, floor == null);
		}
		catch (NotFound gone) {
			return led(movedTo(id, (floor != null) ? floor : 1, gone), false);
		}
	}

	/** There, or where it stands by now. */
	private String floor(TopicId id, String title, int floor) {
		return this.whereabouts.ofFloor(id, floor).orElseGet(() -> TopicUrl.of(id, title, floor));
	}

	private static ResponseEntity<Void> led(String url, boolean forGood) {
		return ResponseEntity.status(forGood ? HttpStatus.MOVED_PERMANENTLY : HttpStatus.FOUND)
			.location(URI.create(url))
			.build();
	}

	/** To those who may not read it there, it is not there either. */
	private String movedTo(long id, int floor, NotFound gone) {
		return this.whereabouts.ofGone(TopicId.of(id), floor).orElseThrow(() -> gone);
	}

	@GetMapping("/t/{id}/{slug}")
	String topic(@PathVariable long id, @PathVariable String slug, @RequestParam(defaultValue = "1") int page,
			@RequestParam(required = false) @Nullable Integer floor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		try {
			return topic(TopicId.of(id), slug, page, (floor != null) ? floor : 0, viewer, model);
		}
		catch (NotFound gone) {
			int first = Math.clamp((page - 1L) * TopicUrl.PAGE_SIZE + 1, 1, Integer.MAX_VALUE);
			return "redirect:" + movedTo(id, (floor != null && floor > 0) ? floor : first, gone);
		}
	}

	private String topic(TopicId id, String slug, int page, int floor, @Nullable Viewer viewer, Model model) {
		if (floor > 0) {
			return "redirect:" + floor(id, this.access.toRead(id, viewer).title(), floor);
		}
		TopicView topic = this.page.show(id, page, viewer, model);
		model.addAttribute("reply", new PostingController.ReplyForm(""));
		model.addAttribute("errors", Map.of());
		model.addAttribute("preview", null);
		if (slug.equals(TopicUrl.slug(topic.title()))) {
			return "forum/topic";
		}
		return "redirect:" + topic.url() + ((page > 1) ? "?page=" + page : "");
	}

}
