package dev.roundtable.notifications;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody wants to hear of at all, kind by kind and way by way. */
@Controller
@RequestMapping("/settings/notifications")
public class SettingsOfNotifications {

	private final Preferences preferences;

	private final Sources sources;

	private final ObjectProvider<SettingsPart> parts;

	SettingsOfNotifications(Preferences preferences, Sources sources, ObjectProvider<SettingsPart> parts) {
		this.preferences = preferences;
		this.sources = sources;
		this.parts = parts;
	}

	/** The page, also with the {@code errors} of a form that another room put on it. */
	@GetMapping
	public String show(@AuthenticationPrincipal Viewer viewer, Model model) {
		model.addAttribute("choices", this.preferences.of(viewer.id().value()));
		model.addAttribute("mails", Kind.Mail.values());
		model.addAttribute("parts", this.parts.orderedStream().map((part) -> part.of(viewer)).toList());
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
	 * What she left as she was shown it stays as it is by now.
	 * @param kinds that she wants to see at the bell; null for none
	 * @param push the same for her browsers
	 * @param all with {@code mail.REPLY} and so on, and what she was shown as
	 * {@code was.REPLY}; what is not named stays as it is
	 * @throws BadInput on {@code mail} that is none
	 */
	@PostMapping
	String save(@RequestParam(required = false) @Nullable List<Kind> kinds,
			@RequestParam(required = false) @Nullable List<Kind> push, @RequestParam Map<String, String> all,
			OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		List<Preferences.Change> changes = Arrays.stream(Kind.values()).map((kind) -> {
			boolean onPage = kinds != null && kinds.contains(kind);
			boolean pushed = push != null && push.contains(kind);
			String mail = all.get("mail." + kind);
			Preferences.Choice shown = shown(kind, all.get("was." + kind));
			return (shown == null) ? new Preferences.Change(kind, onPage, (mail != null) ? mail(mail) : null, pushed)
					: Preferences.Change.between(shown,
							new Preferences.Choice(kind, onPage, (mail != null) ? mail(mail) : shown.mail(), pushed));
		}).toList();
		this.preferences.save(viewer, key, changes);
		return "redirect:/settings/notifications?saved";
	}

	/** As {@link Preferences.Choice#shown()} put it in the form. */
	private static Preferences.@Nullable Choice shown(Kind kind, @Nullable String was) {
		String[] parts = (was != null) ? was.split(" ", -1) : new String[0];
		return (parts.length != 3) ? null : new Preferences.Choice(kind, Boolean.parseBoolean(parts[0]), mail(parts[1]),
				Boolean.parseBoolean(parts[2]));
	}

	private static Kind.Mail mail(String chosen) {
		return Arrays.stream(Kind.Mail.values())
			.filter((mail) -> mail.name().equals(chosen))
			.findFirst()
			.orElseThrow(() -> new BadInput("mail", "choice.unknown", chosen));
	}

}
