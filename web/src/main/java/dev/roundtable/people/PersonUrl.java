package dev.roundtable.people;

import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;

/** The address of a person's page. */
public final class PersonUrl {

	private PersonUrl() {
	}

	public static String of(String name) {
		return "/u/" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8);
	}

}
