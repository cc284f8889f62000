package dev.roundtable.forum.lists;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.boards.BoardUrl;
import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.lists.TopicList.Which;
import dev.roundtable.http.NotFound;
import dev.roundtable.journal.RenderedLists;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The lists that everybody reads: of the whole site, and of a board. */
@Controller
class ListController {

	private static final int TOPICS_ON_A_PAGE = 30;

	private final Boards boards;

	private final BoardCards cards;

	private final TopicList list;

	private final RenderedLists lists;

	private final FoldedTopics folded;

	private final TopicFollowing following;

	ListController(Boards boards, BoardCards cards, TopicList list, RenderedLists lists, FoldedTopics folded,
			TopicFollowing following) {
		this.folded = folded;
		this.boards = boards;
		this.cards = cards;
		this.list = list;
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
		model
			.addAttribute("list",
					this.folded.html(
							this.lists.html("forum/home-list", asked, Audiences.of(viewer).shared(),
									() -> topics(asked, null, viewer,
											Map.of("boards", this.cards.of(viewer), "member", viewer != null))),
							viewer));
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
		model.addAttribute("list", this.folded.html(this.lists.html("forum/board-list", asked,
				Audiences.of(viewer).shared(), () -> topics(asked, board, viewer, Map.of("board", slug))), viewer));
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

}
