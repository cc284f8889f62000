package dev.roundtable.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.jspecify.annotations.Nullable;

/**
 * All actions that the code writes into the journal, read from its source: what stands at
 * {@code journal.record}, followed back through parameters, choices, enums and records of
 * the same room to the texts that it comes from. Where that ends in something else it
 * fails, so that nothing is written that is not known here.
 */
final class JournalActions {

	private static final int ARGUMENTS = 5;

	private static final int AUDIENCE = 3;

	private static final int FACTS = 4;

	private static final String MAP = "Map<String, String>";

	private final List<CompilationUnitTree> units;

	/** On the way now: a method that calls itself says nothing new. */
	private final Set<Tree> asked = new HashSet<>();

	private JournalActions(List<CompilationUnitTree> units) {
		this.units = units;
	}

	static Found in(Path source) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (Stream<Path> files = Files.walk(source);
				StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null, manager
				.getJavaFileObjectsFromPaths(files.filter((file) -> file.toString().endsWith(".java")).toList()));
			List<CompilationUnitTree> units = new ArrayList<>();
			task.parse().forEach(units::add);
			return new JournalActions(units).found();
		}
	}

	/**
	 * @param all of them
	 * @param shown those that are not always told to one person alone
	 * @param facts what the facts of all of them are called
	 */
	record Found(Set<String> all, Set<String> shown, Set<String> facts) {
	}

	private Found found() {
		Set<String> all = new TreeSet<>();
		Set<String> shown = new TreeSet<>();
		Set<String> facts = new TreeSet<>();
		for (TreePath call : find(this.units, MethodInvocationTree.class, JournalActions::writesJournal)) {
			Set<String> actions = texts(argument(call, 1));
			all.addAll(actions);
			facts.addAll(texts(argument(call, FACTS)));
			if (!argument(call, AUDIENCE).getLeaf().toString().startsWith("Audience.person(")) {
				shown.addAll(actions);
			}
		}
		return new Found(all, shown, facts);
	}

	private static boolean writesJournal(MethodInvocationTree call) {
		return call.getArguments().size() == ARGUMENTS
				&& call.getMethodSelect().toString().matches("(this\\.)?journal\\.record");
	}

	/** What an expression may be; of a map, its keys. */
	private Set<String> texts(TreePath path) {
		if (!this.asked.add(path.getLeaf())) {
			return Set.of();
		}
		try {
			return switch (path.getLeaf()) {
				case LiteralTree literal when literal.getValue() instanceof String text -> Set.of(text);
				case ParenthesizedTree inner -> texts(new TreePath(path, inner.getExpression()));
				case ConditionalExpressionTree choice -> both(texts(new TreePath(path, choice.getTrueExpression())),
						texts(new TreePath(path, choice.getFalseExpression())));
				case BinaryTree sum when sum.getKind() == Kind.PLUS ->
					joined(texts(new TreePath(path, sum.getLeftOperand())),
							texts(new TreePath(path, sum.getRightOperand())));
				case SwitchExpressionTree choice -> ofCases(path, choice);
				case IdentifierTree name -> ofName(path, name.getName().toString());
				case MethodInvocationTree call when call.getMethodSelect().toString().equals("Map.of") ->
					ofMap(path, call);
				case MethodInvocationTree call -> ofCall(path, call);
				case NewClassTree map when map.getIdentifier().toString().endsWith("HashMap<>") ->
					map.getArguments().isEmpty() ? Set.of() : texts(new TreePath(path, map.getArguments().getFirst()));
				case MemberSelectTree field ->
					ofMember(path, field.getIdentifier().toString(), typeOf(path, field.getExpression()));
				default -> throw unknown(path);
			};
		}
		finally {
			this.asked.remove(path.getLeaf());
		}
	}

	private Set<String> ofCases(TreePath path, SwitchExpressionTree choice) {
		Set<String> texts = new TreeSet<>();
		choice.getCases().forEach((one) -> {
			if (one.getBody() instanceof ExpressionTree value) {
				texts.addAll(texts(new TreePath(path, value)));
			}
			else if (one.getBody() != null && one.getBody().getKind() == Kind.BLOCK) {
				for (TreePath yield : within(new TreePath(path, one.getBody()), YieldTree.class, (_) -> true)) {
					texts.addAll(texts(new TreePath(yield, ((YieldTree) yield.getLeaf()).getValue())));
				}
			}
		});
		return texts;
	}

	private Set<String> ofMap(TreePath path, MethodInvocationTree call) {
		Set<String> keys = new TreeSet<>();
		for (int i = 0; i < call.getArguments().size(); i += 2) {
			keys.addAll(texts(new TreePath(path, call.getArguments().get(i))));
		}
		return keys;
	}

	/** What a method puts into a map beside what it was made of. */
	private Set<String> put(TreePath method, String map) {
		Set<String> keys = new TreeSet<>();
		within(method, MethodInvocationTree.class, (call) -> call.getMethodSelect().toString().equals(map + ".put"))
			.forEach((call) -> keys.addAll(texts(argument(call, 0))));
		return keys;
	}

	/** A variable of the method, a parameter of it, or a field of the class. */
	private Set<String> ofName(TreePath path, String name) {
		TreePath inside = enclosing(path, MethodTree.class);
		if (inside == null) {
			return ofMember(path, name, "");
		}
		MethodTree method = (MethodTree) inside.getLeaf();
		for (int i = 0; i < method.getParameters().size(); i++) {
			if (method.getParameters().get(i).getName().contentEquals(name)) {
				return ofArguments(inside, method, i);
			}
		}
		List<TreePath> variables = within(inside, VariableTree.class,
				(variable) -> variable.getName().contentEquals(name) && variable.getInitializer() != null);
		if (variables.isEmpty()) {
			return ofMember(path, name, "");
		}
		return both(
				texts(new TreePath(variables.getFirst(),
						Objects.requireNonNull(((VariableTree) variables.getFirst().getLeaf()).getInitializer()))),
				put(inside, name));
	}

	/**
	 * What the callers pass, in the same file or, of what is not private, in its room.
	 */
	private Set<String> ofArguments(TreePath path, MethodTree method, int at) {
		boolean hidden = method.getModifiers().toString().contains("private");
		List<CompilationUnitTree> where = hidden ? List.of(path.getCompilationUnit()) : room(path);
		List<TreePath> calls = find(where, MethodInvocationTree.class,
				(call) -> called(call).equals(method.getName().toString())
						&& call.getArguments().size() == method.getParameters().size());
		if (calls.isEmpty()) {
			throw unknown(path);
		}
		Set<String> texts = new TreeSet<>();
		calls.forEach((call) -> texts.addAll(texts(argument(call, at))));
		return texts;
	}

	private Set<String> ofCall(TreePath path, MethodInvocationTree call) {
		if (called(call).equals("toLowerCase") && call.getMethodSelect().toString().startsWith("name()")) {
			return constants(path, (constant) -> constant.getName().toString().toLowerCase(Locale.ROOT));
		}
		if (call.getMethodSelect() instanceof MemberSelectTree of) {
			return ofMember(path, called(call), typeOf(path, of.getExpression()));
		}
		TreePath own = Objects.requireNonNull(enclosing(path, ClassTree.class));
		return ofMember(path, called(call), ((ClassTree) own.getLeaf()).getSimpleName().toString());
	}

	/** The name of a variable's type, empty where it is not said. */
	private static String typeOf(TreePath path, ExpressionTree of) {
		TreePath method = enclosing(path, MethodTree.class);
		if (method == null || !(of instanceof IdentifierTree name)) {
			return "";
		}
		return within(method, VariableTree.class, (one) -> one.getName().equals(name.getName())).stream()
			.map((one) -> simple(String.valueOf(((VariableTree) one.getLeaf()).getType())))
			.filter((type) -> !type.equals("null") && !type.equals("var"))
			.findFirst()
			.orElse("");
	}

	private static String simple(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	/** A method without parameters, a component of a record, or a field of an enum. */
	private Set<String> ofMember(TreePath path, String name, String of) {
		Set<String> texts = new TreeSet<>();
		for (TreePath method : find(room(path), MethodTree.class, (one) -> one.getName().contentEquals(name)
				&& Set.of("String", MAP).contains(String.valueOf(one.getReturnType())))) {
			if (!isIn(method, of)) {
				continue;
			}
			for (TreePath end : within(method, ReturnTree.class, (_) -> true)) {
				texts.addAll(
						texts(new TreePath(end, Objects.requireNonNull(((ReturnTree) end.getLeaf()).getExpression()))));
			}
		}
		for (TreePath type : find(room(path), ClassTree.class, (one) -> true)) {
			ClassTree body = (ClassTree) type.getLeaf();
			if (!isIn(type, of)) {
				continue;
			}
			if (body.getKind() == Kind.RECORD) {
				texts.addAll(ofComponent(type, body, name));
			}
			else if (body.getKind() == Kind.ENUM) {
				texts.addAll(ofConstants(type, body, name));
			}
		}
		if (texts.isEmpty()) {
			throw unknown(path);
		}
		return texts;
	}

	private static boolean isIn(TreePath path, String type) {
		TreePath inside = enclosing(path, ClassTree.class);
		return type.isEmpty() || (inside != null && ((ClassTree) inside.getLeaf()).getSimpleName().contentEquals(type));
	}

	private Set<String> ofComponent(TreePath type, ClassTree body, String name) {
		List<String> components = body.getMembers()
			.stream()
			.filter((member) -> member instanceof VariableTree field
					&& !field.getModifiers().toString().contains("static"))
			.map((member) -> ((VariableTree) member).getName().toString())
			.toList();
		int at = components.indexOf(name);
		Set<String> texts = new TreeSet<>();
		if (at >= 0) {
			find(room(type), NewClassTree.class,
					(made) -> made.getIdentifier().toString().endsWith(body.getSimpleName().toString())
							&& made.getArguments().size() == components.size())
				.forEach((made) -> texts
					.addAll(texts(new TreePath(made, ((NewClassTree) made.getLeaf()).getArguments().get(at)))));
		}
		return texts;
	}

	private Set<String> ofConstants(TreePath type, ClassTree body, String field) {
		Set<String> texts = new TreeSet<>();
		for (TreePath set : within(type, AssignmentTree.class,
				(assignment) -> assignment.getVariable().toString().equals("this." + field))) {
			MethodTree constructor = (MethodTree) Objects.requireNonNull(enclosing(set, MethodTree.class)).getLeaf();
			String from = ((AssignmentTree) set.getLeaf()).getExpression().toString();
			List<String> parameters = constructor.getParameters()
				.stream()
				.map((parameter) -> parameter.getName().toString())
				.toList();
			for (Tree member : body.getMembers()) {
				if (member instanceof VariableTree constant && constant.getInitializer() instanceof NewClassTree made
						&& made.getIdentifier().toString().equals(body.getSimpleName().toString())) {
					texts.addAll(texts(new TreePath(type, made.getArguments().get(parameters.indexOf(from)))));
				}
			}
		}
		return texts;
	}

	private Set<String> constants(TreePath path, Function<VariableTree, String> text) {
		Set<String> texts = new TreeSet<>();
		ClassTree type = (ClassTree) Objects.requireNonNull(enclosing(path, ClassTree.class)).getLeaf();
		for (Tree member : type.getMembers()) {
			if (member instanceof VariableTree constant && constant.getInitializer() instanceof NewClassTree) {
				texts.add(text.apply(constant));
			}
		}
		return texts;
	}

	private static Set<String> both(Set<String> one, Set<String> other) {
		Set<String> texts = new TreeSet<>(one);
		texts.addAll(other);
		return texts;
	}

	private static Set<String> joined(Set<String> begins, Set<String> ends) {
		Set<String> texts = new TreeSet<>();
		begins.forEach((begin) -> ends.forEach((end) -> texts.add(begin + end)));
		return texts;
	}

	private List<CompilationUnitTree> room(TreePath path) {
		String room = room(path.getCompilationUnit());
		return this.units.stream().filter((unit) -> room(unit).equals(room)).toList();
	}

	/** With the rooms within it. */
	private static String room(CompilationUnitTree unit) {
		return String.valueOf(unit.getPackageName()).replaceFirst("^(dev\\.roundtable\\.\\w+)\\..*", "$1");
	}

	private static String called(MethodInvocationTree call) {
		return call.getMethodSelect().toString().replaceFirst("(?s).*\\.", "");
	}

	private static TreePath argument(TreePath call, int at) {
		return new TreePath(call, ((MethodInvocationTree) call.getLeaf()).getArguments().get(at));
	}

	private static @Nullable TreePath enclosing(TreePath path, Class<? extends Tree> kind) {
		TreePath at = path;
		while (at != null && !kind.isInstance(at.getLeaf())) {
			at = at.getParentPath();
		}
		return at;
	}

	private static <T extends Tree> List<TreePath> find(List<CompilationUnitTree> units, Class<T> kind,
			Predicate<T> which) {
		return units.stream().flatMap((unit) -> within(new TreePath(unit), kind, which).stream()).toList();
	}

	private static <T extends Tree> List<TreePath> within(TreePath root, Class<T> kind, Predicate<T> which) {
		List<TreePath> found = new ArrayList<>();
		new TreePathScanner<Void, Void>() {

			@Override
			public Void scan(Tree tree, Void nothing) {
				if (kind.isInstance(tree) && which.test(kind.cast(tree))) {
					found.add(new TreePath(getCurrentPath(), tree));
				}
				return super.scan(tree, nothing);
			}

		}.scan(root, null);
		return found;
	}

	private static AssertionError unknown(TreePath path) {
		return new AssertionError("Nobody can say which actions these are: %s in %s".formatted(path.getLeaf(),
				path.getCompilationUnit().getSourceFile().getName()));
	}

}
