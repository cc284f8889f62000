package dev.roundtable.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.roundtable.http.Messages;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The page on which a person takes her data with her. */
@Controller
@RequestMapping("/settings/data")
class PrivacyController {

	private static final String VIEW = "privacy/data";

	private final DataExport export;

	private final Messages messages;

	PrivacyController(DataExport export, Messages messages) {
		this.export = export;
		this.messages = messages;
	}

	@GetMapping
	String page(Model model) {
		model.addAttribute("errors", Map.of());
		return VIEW;
	}

	/** The ZIP file, or the page with the reason why not now. */
	@PostMapping
	@Nullable String take(@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) throws IOException {
		Path file;
		try {
			file = this.export.make(viewer);
		}
		catch (TooManyAttempts refused) {
			model.addAttribute("errors", this.messages.refused(refused, response));
			return VIEW;
		}
		try {
			response.setContentType("application/zip");
			response.setContentLengthLong(Files.size(file));
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("roundtable-data.zip").build().toString());
			Files.copy(file, response.getOutputStream());
			response.flushBuffer();
			return null;
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

}
