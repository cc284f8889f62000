package dev.roundtable.releases;

import dev.roundtable.writing.RenderedTexts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notes of releases, made again when the renderer has changed. */
@Component
class RenderedReleases extends RenderedTexts {

	RenderedReleases(JdbcClient jdbc) {
		super(jdbc, "releases", "notes");
	}

}
