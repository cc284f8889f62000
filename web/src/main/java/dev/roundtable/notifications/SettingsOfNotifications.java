package dev.roundtable.notifications;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody wants to hear of at all, kind by kind. */
@Controller
@RequestMapping("/settings/notifications")
class SettingsOfNotifications {

	private final JdbcClient jdbc;

	private final Once once;

	private final Sources sources;

	SettingsOfNotifications(JdbcClient jdbc, Once once, Sources sources) {
		this.jdbc = jdbc;
		this.once = once;
		this.sources = sources;
	}

	@GetMapping
	String show(@AuthenticationPrincipal Viewer viewer, Model model) {
		Set<String> off = this.jdbc
			.sql("select kind from notification_settings where account_id = :viewer and on_page = false")
			.param("viewer", viewer.id().value())
			.query(String.class)
			.set();
		model.addAttribute("kinds", Kind.values());
		model.addAttribute("wanted",
				Arrays.stream(Kind.values()).filter((kind) -> !off.contains(kind.name())).collect(Collectors.toSet()));
		model.addAttribute("chosen", this.sources.of(viewer));
		return "notifications/settings";
	}

	/**
	 * @param what of the list of what she follows, mutes and blocks
	 */
	@PostMapping("/undo")
	String undo(@RequestParam String what, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.sources.undo(viewer, key, what);
		return "redirect:/settings/notifications?saved";
	}

	/**
	 * @param kinds that she wants to hear of; null for none
	 */
	@PostMapping
	String save(@RequestParam(required = false) @Nullable List<Kind> kinds, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		Set<Kind> wanted = EnumSet.noneOf(Kind.class);
		wanted.addAll((kinds != null) ? kinds : List.of());
		this.once.write(key.asking("notification settings", wanted), () -> write(viewer, wanted));
		return "redirect:/settings/notifications?saved";
	}

	private void write(Viewer viewer, Set<Kind> wanted) {
		for (Kind kind : Kind.values()) {
			if (wanted.contains(kind)) {
				this.jdbc.sql("delete from notification_settings where account_id = :viewer and kind = :kind")
					.param("viewer", viewer.id().value())
					.param("kind", kind.name())
					.update();
			}
			else {
				this.jdbc.sql("""
						insert into notification_settings (account_id, kind, on_page, mail, push)
						values (:viewer, :kind, false, 'NONE', false) on conflict do nothing
						""").param("viewer", viewer.id().value()).param("kind", kind.name()).update();
			}
		}
	}

}
