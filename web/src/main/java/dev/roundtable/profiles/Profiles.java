package dev.roundtable.profiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.WordList;
import dev.roundtable.profiles.ProfileEdit.Device;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.RenderedRows;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people say of themselves, on their pages. */
@Component
@Order(1)
class Profiles implements ProfilePart, RenderedRows {

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	private final ProfilePace pace;

	private final WordList words;

	Profiles(JdbcClient jdbc, Once once, Journal journal, ProfilePace pace, WordList words) {
		this.jdbc = jdbc;
		this.words = words;
		this.pace = pace;
		this.once = once;
		this.journal = journal;
	}

	@Override
	public @Nullable Shown of(AccountId person, String name, @Nullable Viewer viewer) {
		Profile profile = of(person);
		return profile.isEmpty() ? null : new Shown("people/about", profile);
	}

	/** One statement; empty where she said nothing yet. */
	Profile of(AccountId person) {
		List<Device> devices = new ArrayList<>();
		String[] texts = { "", "", "" };
		long[] version = { 0 };
		this.jdbc.sql("""
				select p.about, p.html, p.badge, p.version, d.model, d.build
				from profiles p left join devices d on d.account_id = p.account_id
				where p.account_id = :id order by d.place
				""").param("id", person.value()).query((row) -> {
			texts[0] = row.getString("about");
			texts[1] = row.getString("html");
			texts[2] = row.getString("badge");
			version[0] = row.getLong("version");
			String model = row.getString("model");
			if (model != null) {
				devices.add(new Device(model, row.getString("build")));
			}
		});
		return new Profile(version[0], texts[0], texts[1], texts[2], devices);
	}

	/**
	 * Says something else of oneself.
	 * @throws StaleVersion when she did so meanwhile somewhere else
	 * @throws dev.roundtable.http.BadInput when a text is wrong
	 */
	void say(Viewer viewer, OnceKey key, ProfileEdit edit) {
		viewer.require(Capability.POST);
		this.pace.spend(viewer);
		String about = this.words.screened(viewer, "about", edit.checkedAbout());
		String badge = viewer.role().isTeam() ? edit.checkedBadge() : "";
		List<Device> devices = edit.checkedDevices()
			.stream()
			.map((device) -> new Device(this.words.screened(viewer, "devices", device.model()),
					this.words.screened(viewer, "devices", device.build())))
			.toList();
		Rendered html = about.isEmpty() ? Rendered.NOTHING : Markdown.render(about);
		this.once.write(key.asking("profile", edit.against(), about, badge, devices), () -> {
			if (bound(viewer, edit, about, badge, html, (edit.against() == 0) ? """
					insert into profiles (account_id, about, html, renderer, badge, version)
					values (:id, :about, :html, :renderer, :badge, 1) on conflict do nothing
					""" : """
					update profiles set about = :about, html = :html, renderer = :renderer, badge = :badge,
					    version = version + 1
					where account_id = :id and version = :version
					""") == 0) {
				throw new StaleVersion(of(viewer.id()).version());
			}
			write(viewer, devices);
			this.journal.record(viewer.id().value(), "introduced", Subject.of("account", viewer.id().value()),
					Audience.EVERYONE, Map.of());
		});
	}

	private int bound(Viewer viewer, ProfileEdit edit, String about, String badge, Rendered html, String sql) {
		return this.jdbc.sql(sql)
			.param("id", viewer.id().value())
			.param("about", about)
			.param("html", html.html())
			.param("renderer", html.renderer())
			.param("badge", badge)
			.param("version", edit.against())
			.update();
	}

	private void write(Viewer viewer, List<Device> devices) {
		this.jdbc.sql("delete from devices where account_id = :id").param("id", viewer.id().value()).update();
		for (int place = 0; place < devices.size(); place++) {
			this.jdbc.sql("insert into devices (account_id, place, model, build) values (:id, :place, :model, :build)")
				.param("id", viewer.id().value())
				.param("place", place)
				.param("model", devices.get(place).model())
				.param("build", devices.get(place).build())
				.update();
		}
	}

	@Override
	public String kind() {
		return "profiles";
	}

	@Override
	public List<Row> outdated(long after, int renderer, int most) {
		return this.jdbc.sql("""
				select account_id as id, version, about as body from profiles
				where account_id > :after and renderer < :renderer order by account_id limit :most
				""").param("after", after).param("renderer", renderer).param("most", most).query(Row.class).list();
	}

	@Override
	public void rewrite(Row row, Rendered text) {
		this.jdbc.sql("""
				select account_id from profiles where account_id = :id and version = :version and renderer < :renderer
				for update skip locked
				""")
			.param("id", row.id())
			.param("version", row.version())
			.param("renderer", text.renderer())
			.query(Long.class)
			.optional()
			.ifPresent((found) -> this.jdbc
				.sql("update profiles set html = :html, renderer = :renderer where account_id = :id")
				.param("html", text.html())
				.param("renderer", text.renderer())
				.param("id", found)
				.update());
	}

	/**
	 * @param version 0 where she said nothing yet
	 * @param html sanitised when it was written
	 */
	record Profile(long version, String about, String html, String badge, List<Device> devices) {

		boolean isEmpty() {
			return this.html.isEmpty() && this.badge.isEmpty() && this.devices.isEmpty();
		}

		/** As a form shows it: with room for more devices. */
		ProfileEdit edit() {
			return new ProfileEdit(this.version, this.about, this.badge,
					this.devices.stream().map(Device::model).toList(),
					this.devices.stream().map(Device::build).toList());
		}

	}

}
