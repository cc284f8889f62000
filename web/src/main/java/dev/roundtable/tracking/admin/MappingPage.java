package dev.roundtable.tracking.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.tracker.sync.Policy;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracking.Mappings;
import org.jspecify.annotations.Nullable;

/**
 * One field of a mapping as its page shows it. Public for its template.
 *
 * @param directions those that the tracker can do
 * @param same whether the values are called alike on both sides, null where nobody is
 * asked
 * @param pick whether there is a list to choose from; otherwise a word is typed
 */
record MappingPage(Field field, Direction direction, List<Direction> directions, Policy policy, @Nullable Boolean same,
		boolean pick, List<Choice> hereOptions, List<Choice> thereOptions, List<Row> ours, List<Row> theirs) {

	/**
	 * So many options of a page, one for each value and word, and a list is typed into.
	 */
	private static final int OPTIONS = 4000;

	/**
	 * A word of one side and its counterpart.
	 *
	 * @param parameter of the form
	 * @param word empty for none
	 * @param chosen empty where it has none
	 * @param known whether its side has that word today
	 * @param chosenKnown whether the other side has what is chosen
	 * @param suggested whether nobody has chosen it yet
	 */
	record Row(String parameter, String word, String name, String chosen, boolean known, boolean chosenKnown,
			boolean suggested) {
	}

	/**
	 * What both sides have, and what the tracker can do with it.
	 */
	record Sides(List<Choice> here, List<Choice> there, boolean writable) {
	}

	/**
	 * @param rule what is kept, null where nobody has mapped the field
	 */
	static MappingPage of(Field field, Sides sides, Mappings.@Nullable Rule rule) {
		List<Direction> directions = Stream.of(Direction.values()).filter((one) -> switch (one) {
			case BOTH, TO_THEIRS -> sides.writable();
			case TO_OURS, NONE -> true;
		}).toList();
		Mappings.Rule shown = (rule != null) ? rule : first(field, sides);
		boolean texts = MappingForm.TEXTS.contains(field);
		List<Row> ours = texts ? List.of() : rows(Side.OURS, field, sides, shown, rule == null);
		List<Row> theirs = (texts || field == Field.ASSIGNEE) ? List.of()
				: rows(Side.THEIRS, field, sides, shown, rule == null);
		boolean pick = (long) ours.size() * sides.there().size()
				+ (long) theirs.size() * sides.here().size() <= OPTIONS;
		return new MappingPage(field, directions.contains(shown.direction()) ? shown.direction() : Direction.NONE,
				directions, shown.policy(), (field == Field.RELEASE) ? shown.words().isEmpty() : null, pick,
				sides.here(), sides.there(), ours, theirs);
	}

	/** What is proposed where nobody has decided anything. */
	private static Mappings.Rule first(Field field, Sides sides) {
		Direction direction = switch (field) {
			case DESCRIPTION, KIND -> Direction.TO_THEIRS;
			case TITLE, STATUS, SEVERITY, COMPONENT, ASSIGNEE, RELEASE -> Direction.BOTH;
		};
		if (field == Field.RELEASE) {
			return new Mappings.Rule(sides.writable() ? direction : Direction.TO_OURS, Policy.NEWEST, Map.of());
		}
		Suggestions likely = new Suggestions(field, sides.here(), sides.there());
		Map<String, String> ours = new LinkedHashMap<>();
		sides.here().forEach((one) -> ours.put(one.word(), likely.toTheirs(one)));
		if (field == Field.SEVERITY && !ours.getOrDefault("NORMAL", "").isEmpty()) {
			ours.put("", ours.getOrDefault("NORMAL", ""));
		}
		Map<String, String> theirs = new LinkedHashMap<>();
		sides.there().forEach((one) -> theirs.put(one.word(), likely.toOurs(one)));
		return new Mappings.Rule(sides.writable() ? direction : Direction.TO_OURS, Policy.NEWEST,
				Map.of(Side.OURS, ours, Side.THEIRS, theirs));
	}

	private static List<Row> rows(Side side, Field field, Sides sides, Mappings.Rule rule, boolean suggested) {
		List<Choice> own = (side == Side.OURS) ? sides.here() : sides.there();
		Collection<Choice> others = (side == Side.OURS) ? sides.there() : sides.here();
		Map<String, String> names = new LinkedHashMap<>();
		own.forEach((one) -> names.put(one.word(), one.name()));
		List<String> words = new ArrayList<>(names.keySet());
		rule.words(side)
			.keySet()
			.stream()
			.filter((word) -> !word.isEmpty() && !names.containsKey(word))
			.forEach(words::add);
		if (side == Side.OURS && OurWords.mayBeNone(field)) {
			words.add("");
		}
		Set<String> otherWords = others.stream().map(Choice::word).collect(Collectors.toSet());
		return words.stream().map((word) -> {
			String chosen = rule.words(side).getOrDefault(word, "");
			return new Row(MappingForm.word(side, field, word), word, names.getOrDefault(word, word), chosen,
					word.isEmpty() || names.containsKey(word),
					chosen.isEmpty() || others.isEmpty() || otherWords.contains(chosen),
					suggested && !chosen.isEmpty());
		}).toList();
	}

	/** Values of ours that have no name there. */
	public long oursLeft() {
		return left(this.ours);
	}

	/** Words of theirs that have no name here. */
	public long theirsLeft() {
		return left(this.theirs);
	}

	private static long left(List<Row> rows) {
		return rows.stream().filter((row) -> row.chosen().isEmpty() && !row.word().isEmpty()).count();
	}

	public boolean listed() {
		return !this.ours.isEmpty() || !this.theirs.isEmpty();
	}

}
