package dev.roundtable.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.Channel;
import dev.roundtable.releases.NewRelease;
import dev.roundtable.releases.Plans;
import dev.roundtable.releases.Publication;
import dev.roundtable.releases.Publishing;
import dev.roundtable.releases.ReleaseEdit;
import dev.roundtable.releases.Releases;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.TaskNumber;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The builds that the tasks of the demo name: one that people have, two to come. */
@Component
@Profile("demo")
class DemoReleases {

	/** Days. */
	private static final int TO_THE_NEXT = 9;

	private static final String NOTES = """
			- 定时短信只发一次，不会半夜三点再发一遍。谢谢 Jonas，也谢谢您的上司。
			- 深色模式下，计算器的等号又看得见了。谢谢佩珊。

			- A scheduled message goes out once, and not again at 3:07 in the night. Thank you, Jonas, and your boss.
			- In dark mode the calculator has an equals sign again. Thank you, 佩珊.
			""";

	private final Releases releases;

	private final Publishing publishing;

	private final Plans plans;

	private final Clock clock;

	DemoReleases(Releases releases, Publishing publishing, Plans plans, Clock clock) {
		this.releases = releases;
		this.publishing = publishing;
		this.plans = plans;
		this.clock = clock;
	}

	/**
	 * @param by who plans and tells them
	 * @param next what the next one is to bring
	 */
	void make(Viewer by, TaskNumber next) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		Build out = plan(by, "4.1.0-beta2", today);
		Build coming = plan(by, "4.1.0-beta3", today.plusDays(TO_THE_NEXT));
		plan(by, "4.1.0-beta4", today.plusDays(2 * TO_THE_NEXT));
		this.releases.change(by, OnceKey.NONE, out, new ReleaseEdit(1L, null, null, NOTES));
		this.publishing.publish(by, OnceKey.NONE, out,
				new Publication("home", "Lumen OS 4.1.0-beta2 来了 · 4.1.0-beta2 is out"));
		this.plans.aim(by, OnceKey.NONE, coming, next);
	}

	private Build plan(Viewer by, String build, LocalDate day) {
		return this.releases.plan(by, OnceKey.NONE, new NewRelease(build, Channel.BETA, day.toString()));
	}

}
