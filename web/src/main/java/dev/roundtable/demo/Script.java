package dev.roundtable.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import dev.roundtable.forum.TopicKind;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is said and done in the demo, from {@code demo/topics.yaml}. */
record Script(List<Scene> scenes) {

	static Script read() {
		JsonMapper mapper = JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
		try (InputStream file = Script.class.getResourceAsStream("/demo/topics.yaml")) {
			List<?> scenes = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
			return new Script(scenes.stream().map((scene) -> mapper.convertValue(scene, Scene.class)).toList());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A topic and what became of it.
	 *
	 * @param by name of its author, like every {@code by} below
	 * @param steps what the team does with its task
	 */
	record Scene(String board, TopicKind kind, String by, String title, @Nullable List<String> tags, String body,
			@Nullable List<String> votes, @Nullable List<Reply> replies, @Nullable List<Step> steps) {

		Scene {
			tags = orNone(tags);
			votes = orNone(votes);
			replies = orNone(replies);
			steps = orNone(steps);
		}

		private static <T> List<T> orNone(@Nullable List<T> list) {
			return (list != null) ? list : List.of();
		}

	}

	record Reply(String by, String text) {
	}

	/**
	 * A change of the task, a public answer, or a note for the team.
	 *
	 * @param to the next status
	 * @param duplicateOf title of the original topic
	 */
	record Step(String by, @Nullable TaskStatus to, @Nullable Severity severity, @Nullable Boolean regression,
			@Nullable String assignee, @Nullable String fixedIn, @Nullable String reason, @Nullable String duplicateOf,
			@Nullable String answer, @Nullable String note) {
	}

}
