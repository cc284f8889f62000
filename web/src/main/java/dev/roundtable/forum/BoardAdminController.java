package dev.roundtable.forum;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Below {@code /admin}, so for administrators alone. */
@Controller
class BoardAdminController {

	private final Boards boards;

	private final BoardKeeping keeping;

	private final Messages messages;

	BoardAdminController(Boards boards, BoardKeeping keeping, Messages messages) {
		this.boards = boards;
		this.keeping = keeping;
		this.messages = messages;
	}

	@GetMapping("/admin/boards")
	String list(Model model) {
		show(new BoardForm("", "", ""), Map.of(), model);
		return "forum/admin-boards";
	}

	@PostMapping("/admin/boards")
	String create(BoardForm form, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		try {
			this.keeping.create(viewer, key, form.slug(), form.name(), form.description());
			return "redirect:/admin/boards";
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			show(form, this.messages.errors(bad), model);
			return "forum/admin-boards";
		}
	}

	private void show(BoardForm form, Map<String, String> errors, Model model) {
		model.addAttribute("boards", this.boards.all());
		model.addAttribute("form", form);
		model.addAttribute("errors", errors);
	}

	record BoardForm(String slug, String name, String description) {

		BoardForm {
			slug = (slug != null) ? slug : "";
			name = (name != null) ? name : "";
			description = (description != null) ? description : "";
		}

	}

}
