package dev.roundtable.forum.lists;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TaskRef;
import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.lists.TopicList.TopicRow;
import dev.roundtable.forum.lists.TopicList.Which;
import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Topics of a board, or of all of them, for machines. */
@RestController
@RequestMapping("/api/v1/topics")
class TopicListApi {

	private final Boards boards;

	private final TopicList list;

	private final TopicFollowing following;

	TopicListApi(Boards boards, TopicList list, TopicFollowing following) {
		this.boards = boards;
		this.list = list;
		this.following = following;
	}

	@GetMapping
	CursorPage<TopicItem> list(@RequestParam(required = false) @Nullable String board,
			@RequestParam(required = false) @Nullable TopicKind kind,
			@RequestParam(defaultValue = "ACTIVE") TopicList.Sort sort,
			@RequestParam(defaultValue = "false") boolean featured,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer) {
		Boards.Board on = (board != null) ? this.boards.find(board, viewer).orElse(null) : null;
		if (board != null && on == null) {
			return new CursorPage<>(List.of(), null);
		}
		Set<String> blocked = (viewer != null) ? this.following.blockedNames(viewer) : Set.of();
		return this.list.page(viewer, new Which(on, kind, featured, sort), cursor, CursorPage.API_ITEMS)
			.map((row) -> TopicItem.of(row, blocked));
	}

	/**
	 * @param blocked whether the reader blocks its author
	 */
	record TopicItem(long id, String url, String title, String kind, String board, List<String> tags, String author,
			int votes, int replies, @Nullable TaskRef task, boolean locked, boolean pinned, boolean featured,
			boolean blocked, long version, String createdAt, String updatedAt) {

		static TopicItem of(TopicRow row, Set<String> blocked) {
			TaskRef task = (row.task() != null) ? TaskRef.of(row.task().number(), row.task().url(), row.task().status())
					: null;
			return new TopicItem(row.id(), row.url(), row.title(), row.kind().toLowerCase(Locale.ROOT), row.boardSlug(),
					row.tags(), row.author(), row.votes(), row.replies(), task, row.locked(), row.pinned() != null,
					row.featured(), blocked.contains(row.author()), row.version(), row.createdAt().iso(),
					row.lastPostAt().iso());
		}

	}

}
