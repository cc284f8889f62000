package dev.roundtable.boards;

import java.util.Map;

import dev.roundtable.groups.Groups;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The boards and the settings of each, for administrators. */
@Controller
class BoardAdminController {

	private static final String LIST = "boards/admin-boards";

	private static final String SETTINGS = "boards/admin-board";

	private final BoardKeeping keeping;

	private final Refusals refusals;

	private final Groups groups;

	BoardAdminController(BoardKeeping keeping, Refusals refusals, Groups groups) {
		this.keeping = keeping;
		this.groups = groups;
		this.refusals = refusals;
	}

	@GetMapping("/admin/boards")
	String list(@AuthenticationPrincipal Viewer viewer, Model model) {
		show(BoardForm.EMPTY, viewer, model);
		return LIST;
	}

	@PostMapping("/admin/boards")
	String create(BoardForm form, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		show(form, viewer, model);
		String made = this.refusals.tried(model, response, () -> {
			this.keeping.create(viewer, key, form.board());
			return "/admin/boards";
		});
		return (made != null) ? made : LIST;
	}

	private void show(BoardForm form, Viewer viewer, Model model) {
		model.addAttribute("boards", this.keeping.all(viewer));
		model.addAttribute("groups", this.groups.titles());
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
	}

	@GetMapping("/admin/boards/{slug}")
	String settings(@PathVariable String slug, @AuthenticationPrincipal Viewer viewer, Model model) {
		BoardSettings board = this.keeping.settings(viewer, slug);
		showSettings(board, BoardForm.of(board), model);
		return SETTINGS;
	}

	@PostMapping("/admin/boards/{slug}")
	String change(@PathVariable String slug, BoardForm form, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		showSettings(this.keeping.settings(viewer, slug), form, model);
		String done = this.refusals.tried(model, response, () -> "/admin/boards/"
				+ BoardUrl.encoded(this.keeping.change(viewer, key, slug, form.edit()).slug()) + "?saved");
		return (done != null) ? done : SETTINGS;
	}

	private void showSettings(BoardSettings board, BoardForm form, Model model) {
		model.addAttribute("board", board);
		model.addAttribute("groups", this.groups.titles());
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
	}

}
