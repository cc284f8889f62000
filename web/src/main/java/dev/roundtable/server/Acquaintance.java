package dev.roundtable.server;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sends a request before anything of its body was read, from its cookie or its
 * token. Must not read the body, and must be cheap.
 */
@FunctionalInterface
public interface Acquaintance {

	/** A name that is the same for all requests of one person, null for a stranger. */
	@Nullable String nameOf(HttpServletRequest request);

}
