package dev.roundtable.rounds;

import dev.roundtable.writing.RenderedTexts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rounds are about, made again when the renderer has changed. */
@Component
class RenderedRounds extends RenderedTexts {

	RenderedRounds(JdbcClient jdbc) {
		super(jdbc, "rounds", "description");
	}

}
