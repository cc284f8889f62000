package dev.roundtable.releases;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.KnownBuilds;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Builds are known as soon as the site keeps releases. */
@Component
class ReleaseBuilds implements KnownBuilds {

	private static final int NEAR = 3;

	/** The latest ones, among which a near one is looked for. */
	private static final int LOOKED_AT = 1000;

	private final JdbcClient jdbc;

	ReleaseBuilds(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public boolean knows(Build build) {
		return this.jdbc.sql("""
				select case when exists (select 1 from releases where build = :build)
				    or not exists (select 1 from releases) then true else false end
				""").param("build", build.name()).query(Boolean.class).single();
	}

	@Override
	public List<Build> near(Build build) {
		String wanted = build.name().toLowerCase(Locale.ROOT);
		return latest(LOOKED_AT).stream()
			.sorted(Comparator.comparingInt((name) -> distance(wanted, name.toLowerCase(Locale.ROOT))))
			.limit(NEAR)
			.map(Build::new)
			.toList();
	}

	@Override
	public List<String> latest() {
		return latest(OFFERED);
	}

	private List<String> latest(int most) {
		return this.jdbc.sql("select build from releases order by build_order desc, id desc limit :most")
			.param("most", most)
			.query(String.class)
			.list();
	}

	/** How many characters one changes to make one text of the other. */
	static int distance(String one, String other) {
		int[] before = new int[other.length() + 1];
		for (int j = 0; j < before.length; j++) {
			before[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int[] now = new int[before.length];
			now[0] = i;
			for (int j = 1; j < now.length; j++) {
				int changed = before[j - 1] + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				now[j] = Math.min(changed, Math.min(before[j], now[j - 1]) + 1);
			}
			before = now;
		}
		return before[other.length()];
	}

}
