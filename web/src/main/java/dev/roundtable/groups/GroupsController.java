package dev.roundtable.groups;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.groups.GroupUses.Opened;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfilePart;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that says which groups there are and how one comes into them. */
@Controller
@Order(5)
class GroupsController implements ProfilePart {

	private final Groups groups;

	private final ObjectProvider<GroupUses> uses;

	GroupsController(Groups groups, ObjectProvider<GroupUses> uses) {
		this.groups = groups;
		this.uses = uses;
	}

	@GetMapping("/groups")
	String groups(@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		Map<String, List<Opened>> opened = new HashMap<>();
		this.uses.forEach((room) -> opened.putAll(room.of(viewer)));
		Set<String> hers = (viewer != null) ? viewer.groups() : Set.of();
		model.addAttribute("groups",
				this.groups.all()
					.stream()
					.map((group) -> new Shown(group.title(), group.about(), group.members(), group.rule(),
							opened.getOrDefault(group.name(), List.of()), hers.contains(group.name())))
					.toList());
		return "groups/list";
	}

	@Override
	public ProfilePart.@Nullable Shown of(AccountId person, String name, @Nullable Viewer viewer) {
		List<String> titles = this.groups.titlesOf(person);
		return titles.isEmpty() ? null : new ProfilePart.Shown("groups/badges", titles);
	}

	/**
	 * @param opens what of it the viewer may know of
	 */
	record Shown(String title, String about, long members, GroupRule rule, List<Opened> opens, boolean mine) {
	}

}
