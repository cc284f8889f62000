package dev.roundtable.profiles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfileEdit.Device;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.writing.Markdown;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class ProfilesTests {

	private final World world;

	private final Profiles profiles;

	private final JdbcClient jdbc;

	ProfilesTests(World world, Profiles profiles, JdbcClient jdbc) {
		this.world = world;
		this.profiles = profiles;
		this.jdbc = jdbc;
	}

	@Test
	void a_fan_says_who_she_is_and_what_she_owns_and_corrects_it() {
		Viewer mei = this.world.mei;
		assertThat(this.profiles.of(mei.id(), mei.name(), null)).isNull();
		say(mei, 0, "I test *everything* <script>", "Not for fans", List.of("Lumen One", "", "Fold"),
				List.of("4.1.0", "lost", ""));
		Profiles.Profile said = this.profiles.of(mei.id());
		assertThat(said.html()).contains("<em>everything</em>").doesNotContain("<script");
		assertThat(said.badge()).isEmpty();
		assertThat(said.devices()).containsExactly(new Device("Lumen One", "4.1.0"), new Device("Fold", ""));
		say(mei, said.version(), "", "", List.of(), List.of());
		assertThat(this.profiles.of(mei.id(), mei.name(), null)).isNull();
	}

	@Test
	void who_works_here_says_what_she_does() {
		say(this.world.lin, 0, "", "works on the camera", List.of(), List.of());
		assertThat(this.profiles.of(this.world.lin.id()).badge()).isEqualTo("works on the camera");
	}

	@Test
	void of_two_edits_of_the_same_one_is_stale_also_at_once() throws InterruptedException {
		Viewer mei = this.world.mei;
		List<Boolean> kept = World.atOnce(8, Collections.nCopies(8, () -> {
			try {
				say(mei, 0, "First " + Thread.currentThread().threadId(), "", List.of("One"), List.of(""));
				return true;
			}
			catch (StaleVersion stale) {
				return false;
			}
		}));
		assertThat(kept).containsOnlyOnce(true);
		assertThat(this.profiles.of(mei.id()).devices()).hasSize(1);
		say(mei, 1, "Second", "", List.of(), List.of());
		assertThatExceptionOfType(StaleVersion.class).isThrownBy(() -> say(mei, 1, "Late", "", List.of(), List.of()));
		assertThat(this.profiles.of(mei.id()).about()).isEqualTo("Second");
	}

	@Test
	void there_is_an_end_to_what_one_can_say() {
		Viewer mei = this.world.mei;
		say(mei, 0, "字".repeat(ProfileEdit.ABOUT), "", List.of(), List.of());
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> say(mei, 1, "字".repeat(ProfileEdit.ABOUT + 1), "", List.of(), List.of()));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> say(mei, 1, "", "", new ArrayList<>(Collections.nCopies(6, "M")), List.of()));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> say(mei, 1, "", "", List.of("m".repeat(61)), List.of()));
		say(mei, 1, "@a ".repeat(600), "", List.of(), List.of());
	}

	@Test
	void what_an_older_renderer_made_is_made_again() {
		say(this.world.jun, 0, "a *b*", "", List.of(), List.of());
		this.jdbc.sql("update profiles set html = 'old', renderer = 0 where account_id = :id")
			.param("id", this.world.jun.id().value())
			.update();
		this.profiles.outdated(this.world.jun.id().value() - 1, Markdown.VERSION, 1)
			.forEach((row) -> this.profiles.rewrite(row, Markdown.render(row.body())));
		assertThat(this.profiles.of(this.world.jun.id()).html()).contains("<em>b</em>");
	}

	private void say(Viewer viewer, long version, String about, String badge, List<String> models,
			List<String> builds) {
		this.profiles.say(viewer, OnceKey.NONE, new ProfileEdit(version, about, badge, models, builds));
	}

}
