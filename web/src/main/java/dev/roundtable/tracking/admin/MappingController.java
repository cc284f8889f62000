package dev.roundtable.tracking.admin;

import dev.roundtable.tracking.Trouble;
import dev.roundtable.tracking.Asking;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Policy;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracking.Mappings;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the values of a connection are called on each side, and which way they go. */
@Controller
@RequestMapping("/admin/trackers/{id}/mapping")
class MappingController {

	private final Health health;

	private final Mappings mappings;

	private final Choices choices;

	private final OurWords ourWords;

	private final Messages messages;

	MappingController(Health health, Mappings mappings, Choices choices, OurWords ourWords, Messages messages) {
		this.health = health;
		this.mappings = mappings;
		this.choices = choices;
		this.ourWords = ourWords;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView show(@PathVariable long id, @AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return page(id, viewer, null, "", HttpStatus.OK);
	}

	@PostMapping
	Object map(@PathVariable long id, @RequestParam Map<String, String> form, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		Map<Field, Mappings.Rule> rules = null;
		try {
			rules = MappingForm.read(form);
			this.mappings.replace(viewer, new ConnectionId(id), version, rules, key);
			return "redirect:/admin/trackers/" + id + "/mapping?saved";
		}
		catch (BadInput refused) {
			return page(id, viewer, rules, this.messages.of(refused), HttpStatus.UNPROCESSABLE_CONTENT);
		}
		catch (StaleVersion stale) {
			return page(id, viewer, rules, this.messages.of("trust.stale"), HttpStatus.CONFLICT);
		}
	}

	/**
	 * @param typed what was sent and not taken, null for what is kept
	 */
	private ModelAndView page(long id, Viewer viewer, @Nullable Map<Field, Mappings.Rule> typed, String refused,
			HttpStatus status) {
		Health.Line line = this.health.of(new ConnectionId(id));
		Map<Field, Mappings.Rule> kept = this.mappings.of(new ConnectionId(id));
		ModelAndView page = new ModelAndView("tracking/mapping");
		Choices.Offered offered = switch (this.choices.of(new ConnectionId(id))) {
			case Asking.Answer.Told<Choices.Offered>(Choices.Offered told) -> told;
			case Asking.Answer.Failed<Choices.Offered>(Trouble trouble) -> {
				page.addObject("trouble", trouble);
				yield known(kept);
			}
		};
		page.addObject("c", line);
		page.addObject("fields", fields(offered, (typed != null) ? typed : kept, viewer));
		page.addObject("policies", Policy.values());
		page.addObject("fresh", kept.isEmpty());
		page.addObject("longest", Mappings.WORD);
		page.addObject("errors", refused.isEmpty() ? Map.of() : Map.of("form", refused));
		page.setStatus(status);
		return page;
	}

	private List<MappingPage> fields(Choices.Offered offered, Map<Field, Mappings.Rule> rules, Viewer viewer) {
		return Arrays.stream(Field.values())
			.filter(offered.words()::containsKey)
			.map((field) -> MappingPage.of(field,
					new MappingPage.Sides(this.ourWords.of(field, viewer),
							offered.words().getOrDefault(field, List.of()), offered.writable().contains(field)),
					rules.get(field)))
			.toList();
	}

	/** Where nobody answers, what is kept can be seen and is not lost by saving it. */
	private static Choices.Offered known(Map<Field, Mappings.Rule> kept) {
		return new Choices.Offered(kept.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(one) -> one.getValue()
						.words(Side.OURS)
						.values()
						.stream()
						.filter(Choice::isWord)
						.distinct()
						.map(Choice::of)
						.toList())),
				Set.copyOf(kept.keySet()));
	}

}
