package dev.roundtable.admin;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The home of the administration: what there is, what is wrong, what to do first. */
@Controller
class AdminController {

	private final Accounts accounts;

	private final ObjectProvider<AdminSection> rooms;

	AdminController(Accounts accounts, ObjectProvider<AdminSection> rooms) {
		this.accounts = accounts;
		this.rooms = rooms;
	}

	@GetMapping("/admin")
	String home(@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		List<AdminCard> cards = Stream.concat(this.rooms.orderedStream().map(AdminSection::card), Stream.of(people()))
			.sorted(Comparator.comparingInt(AdminCard::order))
			.toList();
		model.addAttribute("cards", cards);
		return "people/admin-home";
	}

	private AdminCard people() {
		long team = this.accounts.team().size();
		return new AdminCard(20, (team > 1) ? "team" : "team.first", team, "/admin/people",
				(team > 1) ? AdminCard.State.GOOD : AdminCard.State.STEP);
	}

}
