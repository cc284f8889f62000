package dev.roundtable.forum.lists;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.lists.TopicList.Which;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.journal.RenderedLists;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The topics that carry a tag, on whichever boards. */
@Controller
class TagController {

	private static final int ON_A_PAGE = 30;

	private final TopicList list;

	private final RenderedLists lists;

	private final FoldedTopics folded;

	private final TopicFollowing following;

	TagController(TopicList list, RenderedLists lists, FoldedTopics folded, TopicFollowing following) {
		this.folded = folded;
		this.list = list;
		this.lists = lists;
		this.following = following;
	}

	@GetMapping("/tags/{tag}")
	String tag(@PathVariable("tag") String written, @RequestParam(defaultValue = "ACTIVE") TopicList.Sort sort,
			@RequestParam(required = false) @Nullable TopicKind kind,
			@RequestParam(defaultValue = "false") boolean featured,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		Tag tag = tag(written);
		if (!tag.value().equals(written)) {
			return "redirect:/tags/" + UriUtils.encodePathSegment(tag.value(), StandardCharsets.UTF_8);
		}
		model.addAttribute("tag", tag.value());
		if (viewer != null) {
			model.addAttribute("following", this.following.tag(tag, viewer));
		}
		Asked asked = new Asked(tag, sort, kind, featured, cursor);
		model.addAttribute("list", this.folded.html(
				this.lists.html("forum/tag-list", asked, Audiences.of(viewer).shared(), () -> topics(asked, viewer)),
				viewer));
		return "forum/tag";
	}

	private static Tag tag(String written) {
		try {
			return Tag.of(written);
		}
		catch (BadInput none) {
			throw new NotFound("tag " + written);
		}
	}

	private Map<String, Object> topics(Asked asked, @Nullable Viewer viewer) {
		CursorPage<TopicList.TopicRow> page = this.list.page(viewer,
				new Which(null, asked.kind(), asked.featured(), asked.sort(), asked.tag()), asked.cursor(), ON_A_PAGE);
		Map<String, Object> model = new HashMap<>(Map.of("tag", asked.tag().value(), "topics", page.items(), "sort",
				asked.sort().name().toLowerCase(Locale.ROOT), "featured", asked.featured()));
		model.put("next", page.next());
		model.put("kind", (asked.kind() != null) ? asked.kind().name() : null);
		return model;
	}

	private record Asked(Tag tag, TopicList.Sort sort, @Nullable TopicKind kind, boolean featured,
			@Nullable String cursor) {
	}

}
