package dev.roundtable.indexing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.http.BadInput;
import dev.roundtable.indexing.Understood.Doubt;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Operator;
import dev.roundtable.queries.Remark;
import dev.roundtable.queries.Term;
import dev.roundtable.queries.Value;
import dev.roundtable.search.Condition;
import dev.roundtable.search.Field;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes of what a person typed what the index is asked. What is not understood counts as
 * words and is told: a board that she may not read is one that there is not.
 */
@Component
class Understanding {

	/** Whoever pastes so much writes no exclusions, whatever begins with a hyphen. */
	private static final int PASTED = 200;

	/** Authors of one query. */
	static final int MOST_AUTHORS = 50;

	/** Those of the list alone are words here. */
	static final Set<Operator> KNOWN = EnumSet.complementOf(EnumSet.of(Operator.ASSIGNEE, Operator.ORIGIN,
			Operator.SEVERITY, Operator.VOTES, Operator.UPDATED, Operator.AUDIENCE, Operator.SORT));

	/** What could be meant as a name. */
	private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)?");

	private static final Pattern OPTION = Pattern.compile("[A-Za-z]|-.*");

	private final Boards boards;

	private final Accounts accounts;

	Understanding(Boards boards, Accounts accounts) {
		this.boards = boards;
		this.accounts = accounts;
	}

	Understood of(@Nullable Viewer viewer, String q) {
		Asked asked = Asked.parse(q);
		List<Doubt> doubts = new ArrayList<>();
		boolean named = asked.named().stream().anyMatch((term) -> operator(term).isPresent());
		if (!named && q.length() > PASTED) {
			return new Understood(new Asked(List.of(), List.of()), q, List.of(), List.of(), null, doubts);
		}
		asked.remarks().forEach((remark) -> doubts.add(new Doubt(remark.why().name(), remark.text())));
		Reading reading = new Reading(viewer, asked, doubts);
		asked.terms().forEach(reading::read);
		if (reading.words.isEmpty() && reading.conditions.isEmpty() && !reading.excluded.isEmpty()) {
			doubts.add(new Doubt("ONLY_EXCLUDED", String.join(" ", reading.excluded)));
		}
		boolean words = reading.excluded.isEmpty() && asked.terms().stream().noneMatch(Term.Named.class::isInstance);
		return new Understood(asked, words ? q : String.join(" ", reading.words), reading.excluded, reading.conditions,
				reading.scope, doubts);
	}

	/** Of those that the index knows. */
	static Optional<Operator> operator(Term.Named named) {
		return Operator.of(named.name()).filter(KNOWN::contains);
	}

	private final class Reading {

		private final @Nullable Viewer viewer;

		private final List<Doubt> doubts;

		private final List<String> words = new ArrayList<>();

		private final List<String> excluded = new ArrayList<>();

		private final List<Condition> conditions = new ArrayList<>();

		private SearchQuery.@Nullable Scope scope;

		/** That are excluded. */
		private int phrases;

		private int named;

		private final Supplier<Accounts.Named> authors;

		private final Supplier<List<Boards.Board>> readable;

		Reading(@Nullable Viewer viewer, Asked asked, List<Doubt> doubts) {
			this.authors = SingletonSupplier.of(() -> Understanding.this.accounts.byNames(asked.named()
				.stream()
				.filter((term) -> operator(term).filter(Operator.BY::equals).isPresent())
				.flatMap((term) -> term.values().stream())
				.map((value) -> withoutSign(value.text()))
				.distinct()
				.limit(MOST_AUTHORS)
				.toList()));
			this.readable = SingletonSupplier.of(() -> Understanding.this.boards.readable(viewer));
			this.viewer = viewer;
			this.doubts = doubts;
		}

		void read(Term term) {
			switch (term) {
				case Term.Word word -> (isMeant(word) ? this.excluded : this.words).add(word.text());
				case Term.Phrase phrase when phrase.excluded() -> exclude(phrase);
				case Term.Phrase phrase -> this.words.add(quoted(phrase));
				case Term.Named named ->
					operator(named).ifPresentOrElse((operator) -> read(operator, named), () -> unknown(named));
			}
		}

		private void exclude(Term.Phrase phrase) {
			if (this.phrases++ < SearchQuery.MOST_EXCLUDED_PHRASES) {
				this.excluded.add(quoted(phrase));
			}
			else if (this.doubts.stream().noneMatch((doubt) -> doubt.code().equals(Remark.Why.TOO_MANY.name()))) {
				this.doubts.add(new Doubt(Remark.Why.TOO_MANY.name(), phrase.written()));
			}
		}

		private static String quoted(Term.Phrase phrase) {
			return '"' + phrase.text().replace('"', ' ') + '"';
		}

		/**
		 * A title that says {@code -O} or {@code --emit} names an option, it excludes
		 * nothing.
		 */
		private boolean isMeant(Term.Word word) {
			return word.excluded() && !OPTION.matcher(word.text()).matches();
		}

		/** {@code error:E0308} and {@code 问题：闪退} name nothing, and are no mistakes. */
		private void unknown(Term.Named named) {
			this.words.add(named.written().replaceFirst("^-", ""));
			if (NAME.matcher(named.name()).matches()) {
				this.doubts.add(new Doubt("NAME", named.name()));
			}
		}

		private void read(Operator operator, Term.Named named) {
			if (operator == Operator.BY && (this.named += named.values().size()) > MOST_AUTHORS) {
				this.doubts.add(new Doubt(Remark.Why.TOO_MANY.name(), named.written()));
				return;
			}
			if (operator == Operator.TYPE && !named.excluded()) {
				this.scope = scope(named.values().getFirst());
			}
			Condition condition = (operator == Operator.TYPE) ? null : condition(operator, named.values());
			if (operator == Operator.TOPIC && condition != null && this.scope == null) {
				this.scope = SearchQuery.Scope.REPLIES;
			}
			if (condition != null) {
				this.conditions.add(named.excluded() ? new Condition.Not(condition) : condition);
			}
			else if (operator != Operator.TYPE || this.scope == null) {
				named.values().forEach((value) -> this.words.add(value.text()));
				String code = switch (operator) {
					case IN -> "BOARD";
					case BY -> "PERSON";
					default -> "VALUE";
				};
				this.doubts.add(new Doubt(code, named.written()));
			}
		}

		private SearchQuery.@Nullable Scope scope(Value value) {
			return switch (value.text().toLowerCase(Locale.ROOT)) {
				case "topic", "topics", "话题", "話題" -> SearchQuery.Scope.TOPICS;
				case "task", "tasks", "任务", "任務" -> SearchQuery.Scope.TASKS;
				case "post", "reply", "replies", "回复", "回覆" -> SearchQuery.Scope.REPLIES;
				default -> null;
			};
		}

		private @Nullable Condition condition(Operator operator, List<Value> values) {
			Value first = values.getFirst();
			return switch (operator) {
				case IN -> Values.oneOf(Field.BOARD, values, this::board);
				case BY -> Values.oneOf(Field.AUTHOR, values, this::author);
				case KIND -> Values.oneOf(Field.KIND, values, Understanding::kind);
				case STATUS -> Values.oneOf(Field.STATUS, values, Values.names(TaskStatus.class));
				case TAG -> Values.oneOf(Field.TAG, values, Understanding::tag);
				case HAS -> Values.oneOf(Field.HAS, values, Values::has);
				case TOPIC -> Values.oneOf(Field.THREAD, values, Values::topic);
				case FIXED_IN -> Values.version(Field.FIXED_IN, values);
				case BUILD -> Values.version(Field.BUILD, values);
				default -> (values.size() == 1) ? single(operator, first) : null;
			};
		}

		private @Nullable Condition single(Operator operator, Value value) {
			return switch (operator) {
				case IS -> Values.is(value);
				case PEOPLE -> Values.number(Field.PEOPLE, value);
				case BEFORE -> Values.before(value);
				case AFTER -> Values.after(value);
				case YEAR -> Values.during(value);
				default -> null;
			};
		}

		private @Nullable String board(String text) {
			List<Boards.Board> boards = this.readable.get();
			return boards.stream()
				.filter((board) -> board.slug().value().equalsIgnoreCase(text))
				.findFirst()
				.or(() -> boards.stream().filter((board) -> board.name().equalsIgnoreCase(text)).findFirst())
				.map((board) -> board.slug().value())
				.orElse(null);
		}

		private @Nullable String author(String text) {
			String name = withoutSign(text);
			if ("me".equalsIgnoreCase(name) && this.viewer != null) {
				return String.valueOf(this.viewer.id().value());
			}
			return this.authors.get().find(name).map((id) -> String.valueOf(id.value())).orElse(null);
		}

	}

	/** As people are mentioned, or as they are called. */
	private static String withoutSign(String text) {
		return text.startsWith("@") ? text.substring(1) : text;
	}

	private static @Nullable String kind(String text) {
		String topic = Values.names(TopicKind.class).apply(text);
		return (topic != null) ? topic : Values.names(TaskKind.class).apply(text);
	}

	private static @Nullable String tag(String text) {
		try {
			return Text.tag(text);
		}
		catch (BadInput noTag) {
			return null;
		}
	}

	/** What a query can be narrowed further by. */
	static String narrowed(Asked asked, Operator operator, String value) {
		return asked.with(Term.Named.of(operator.written(), value)).toString();
	}

}
