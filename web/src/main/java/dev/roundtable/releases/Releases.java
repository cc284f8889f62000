package dev.roundtable.releases;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.ReleaseView.Row;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.PlannedBuilds;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Plans releases and changes what is said of them. Everybody may read them. */
@Component
public class Releases {

	private final JdbcClient jdbc;

	private final PlannedBuilds planned;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Releases(JdbcClient jdbc, PlannedBuilds planned, Limits limits, Once once, Journal journal, Clock clock) {
		this.planned = planned;
		this.jdbc = jdbc;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	static Subject subject(long release) {
		return Subject.of("release", release);
	}

	/**
	 * @throws BadInput on {@code build} or {@code date}; {@code build.taken} where there
	 * is that release already
	 */
	public Build plan(Viewer by, OnceKey key, NewRelease wanted) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		Build build = Build.of("build", wanted.build());
		LocalDate day = (wanted.date() == null || wanted.date().isBlank()) ? today() : ReleaseDate.of(wanted.date());
		Channel channel = Objects.requireNonNullElse(wanted.channel(), Channel.STABLE);
		this.once.write(key.asking("plan release", build, channel, day), () -> insert(by, build, channel, day));
		return build;
	}

	private void insert(Viewer by, Build build, Channel channel, LocalDate day) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		if (!inserted(id, build, channel, day)) {
			throw new BadInput("build", "build.taken", build.name());
		}
		this.journal.record(by.id().value(), "planned release",
				subject(Objects.requireNonNull(id.getKeyAs(Long.class))), Audience.EVERYONE,
				Map.of("build", build.name(), "channel", channel.name(), "date", day.toString()));
	}

	private boolean inserted(GeneratedKeyHolder id, Build build, Channel channel, LocalDate day) {
		try {
			return this.jdbc.sql("""
					insert into releases (build, build_order, channel, planned_for)
					values (:build, :order, :channel, :day) on conflict do nothing
					""")
				.param("build", build.name())
				.param("order", build.order())
				.param("channel", channel.name())
				.param("day", day)
				.update(id, "id") == 1;
		}
		catch (DuplicateKeyException atOnce) {
			return false;
		}
	}

	/**
	 * Takes back a release that nobody has yet; what was meant for it is meant for none.
	 * @throws NotFound when there is no such release
	 * @throws BadInput {@code release.out} where people have it already
	 */
	public void drop(Viewer by, OnceKey key, Build build) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.once.write(key.asking("drop release", build), () -> {
			Row release = lock(build);
			if (release.published()) {
				throw new BadInput("form", "release.out", build.name());
			}
			this.planned.dropped(build, by.id());
			this.jdbc.sql("delete from releases where id = :id").param("id", release.id()).update();
			this.journal.record(by.id().value(), "dropped release", subject(release.id()), Audience.EVERYONE,
					Map.of("build", build.name()));
		});
	}

	/**
	 * @throws NotFound when there is no such release
	 * @throws StaleVersion when somebody changed it meanwhile
	 * @throws BadInput on the field that is wrong
	 */
	public void change(Viewer by, OnceKey key, Build build, ReleaseEdit edit) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		if (edit.version() == null) {
			throw new BadInput("version", "version.missing");
		}
		long version = edit.version();
		LocalDate day = (edit.date() == null || edit.date().isBlank()) ? null : ReleaseDate.of(edit.date());
		String notes = notes(edit.notes());
		Rendered text = (notes == null || notes.isEmpty()) ? Rendered.NOTHING : Markdown.render(notes);
		this.once.write(key.asking("change release " + build, edit), () -> {
			Row before = lock(build);
			if (before.version() != version) {
				throw new StaleVersion(before.version());
			}
			update(by, before, edit.channel(), day, notes, text);
		});
	}

	private static @Nullable String notes(@Nullable String typed) {
		return (typed == null || typed.isBlank()) ? typed == null ? null : "" : Text.body("notes", typed, Text.BODY);
	}

	private void update(Viewer by, Row before, @Nullable Channel channel, @Nullable LocalDate day,
			@Nullable String notes, Rendered text) {
		Channel to = Objects.requireNonNullElse(channel, before.channel());
		this.jdbc.sql("""
				update releases set channel = :channel, planned_for = :day, notes = :notes, html = :html,
				                    renderer = case when :renders then :renderer else renderer end,
				                    version = version + 1
				where id = :id
				""")
			.param("channel", to.name())
			.param("day", (day != null && !before.published()) ? day : before.plannedFor())
			.param("notes", (notes != null) ? notes : before.notes())
			.param("html", (notes != null) ? text.html() : before.html())
			.param("renders", notes != null)
			.param("renderer", text.renderer())
			.param("id", before.id())
			.update();
		if (day != null && before.published()) {
			this.jdbc.sql("update release_publications set out_on = :day where release_id = :id")
				.param("day", day)
				.param("id", before.id())
				.update();
		}
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("build", before.build());
		facts.put("channel", to.name());
		if (day != null) {
			facts.put("date", day.toString());
		}
		this.journal.record(by.id().value(), "edited release", subject(before.id()), Audience.EVERYONE, facts);
	}

	/** Keeps others from changing it until the transaction ends. */
	Row lock(Build build) {
		this.jdbc.sql("select id from releases where build = :build for update")
			.param("build", build.name())
			.query(Long.class)
			.optional()
			.orElseThrow(() -> new NotFound("release " + build));
		return find(build);
	}

	/**
	 * @throws NotFound when there is no such release
	 */
	Row find(Build build) {
		return this.jdbc.sql(Row.SELECT + "where r.build = :build")
			.param("build", build.name())
			.query(Row.class)
			.optional()
			.orElseThrow(() -> new NotFound("release " + build));
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

	/**
	 * The build that an address names.
	 * @throws NotFound when that can be none
	 */
	static Build named(String segment) {
		try {
			return new Build(segment);
		}
		catch (IllegalArgumentException none) {
			throw new NotFound("release " + segment);
		}
	}

}
