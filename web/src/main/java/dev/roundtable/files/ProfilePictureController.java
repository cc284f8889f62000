package dev.roundtable.files;

import java.util.Map;
import java.util.regex.Pattern;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Faces;
import dev.roundtable.people.PersonUrl;
import dev.roundtable.people.Viewer;
import dev.roundtable.server.Uploads;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Where somebody sends a picture of herself, and moderators take one away. */
@Controller
class ProfilePictureController implements Uploads {

	private static final String MINE = "/settings/profile/picture";

	private static final String VIEW = "files/picture";

	private static final String VIEW_OF_MODERATORS = "files/take-away";

	private final ProfilePicture picture;

	private final Faces faces;

	private final Accounts accounts;

	private final Refusals refusals;

	ProfilePictureController(ProfilePicture picture, Faces faces, Accounts accounts, Refusals refusals) {
		this.picture = picture;
		this.faces = faces;
		this.accounts = accounts;
		this.refusals = refusals;
	}

	@Override
	public boolean takesFilesAt(String path) {
		return path.equals(MINE);
	}

	@GetMapping(MINE)
	String form(@AuthenticationPrincipal Viewer viewer, Model model) {
		model.addAttribute("why", this.faces.whyGone(viewer.id()).orElse(null));
		return VIEW;
	}

	@PostMapping(MINE)
	String show(@RequestParam(name = "picture", required = false) @Nullable MultipartFile file, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		String done = this.refusals.tried(model, response, () -> {
			this.picture.show(viewer, key, file);
			return MINE + "?saved";
		});
		return (done != null) ? done : form(viewer, model);
	}

	@PostMapping(MINE + "/remove")
	String remove(OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.picture.remove(viewer, key);
		return "redirect:" + MINE + "?saved";
	}

	@GetMapping("/u/{name}/picture")
	String moderate(@PathVariable String name, @AuthenticationPrincipal Viewer viewer, Model model) {
		showTo(viewer, name, "", model);
		return VIEW_OF_MODERATORS;
	}

	@PostMapping("/u/{name}/picture")
	String takeAway(@PathVariable String name, @RequestParam(defaultValue = "") String reason, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		AccountId account = showTo(viewer, name, reason, model);
		String done = this.refusals.tried(model, response, () -> {
			this.picture.takeAway(viewer, key, account, reason);
			return PersonUrl.of(name);
		});
		return (done != null) ? done : VIEW_OF_MODERATORS;
	}

	private AccountId showTo(Viewer moderator, String name, String reason, Model model) {
		moderator.require(Capability.MODERATE);
		AccountId account = this.accounts.byName(name).orElseThrow(() -> new NotFound("account " + name));
		model.addAttribute("name", name)
			.addAttribute("face", dev.roundtable.people.Face.large(this.faces.of(account).orElse(null)))
			.addAttribute("reason", reason)
			.addAttribute("errors", Map.of());
		return account;
	}

}
