package dev.roundtable.tracker.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.roundtable.tracker.TrackerFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

/**
 * What a tracker answered, read to its end: something that worked (2xx), nothing new
 * (304), or another place at the same server (301, 302, 307, 308).
 *
 * @param wrote whether it was asked to write
 */
public record Answer(int status, HttpHeaders headers, byte[] body, boolean wrote) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * What it says.
	 * @throws TrackerFailure.Unavailable when it is not JSON: the page of a proxy
	 * @throws TrackerFailure.Doubtful the same after writing
	 */
	public JsonNode json() {
		return parsed().orElseThrow(() -> failed("what it answers is not JSON: is a tracker at this address?"));
	}

	/** What it says, where that is JSON. */
	Optional<JsonNode> parsed() {
		try {
			return Optional.ofNullable(JSON.readTree(this.body)).filter(JsonNode::isContainer);
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	/** For an answer that lacks what it must have. */
	public TrackerFailure failed(String why) {
		return this.wrote ? new TrackerFailure.Doubtful(why) : new TrackerFailure.Unavailable(why);
	}

	public boolean isMoved() {
		return this.status >= 300 && this.status < 400 && !isNotModified();
	}

	public boolean isNotModified() {
		return this.status == 304;
	}

	/** Its beginning, as text. */
	String beginning() {
		return new String(this.body, 0, Math.min(this.body.length, 4096), StandardCharsets.UTF_8);
	}

}
