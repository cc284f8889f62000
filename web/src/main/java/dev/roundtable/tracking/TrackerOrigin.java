package dev.roundtable.tracking;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.tasks.Origin;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.ConnectionId;
import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;

/** How a task that came from a tracker names the issue that it was made of. */
final class TrackerOrigin {

	/** As the column has it. */
	private static final int LENGTH = 200;

	private static final Pattern CONNECTION = Pattern.compile("([1-9][0-9]{0,17})/.*", Pattern.DOTALL);

	private TrackerOrigin() {
	}

	/** Names that are too long for the column are cut and told apart by a digest. */
	static Origin of(ConnectionId connection, RemoteId issue) {
		String whole = connection + "/" + issue;
		return new Origin.FromTracker((whole.length() <= LENGTH) ? whole : whole.substring(0, LENGTH - 33) + "~"
				+ DigestUtils.md5DigestAsHex(whole.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
	}

	/** The connection whose issue it was made of. */
	static Optional<ConnectionId> connection(String place, @Nullable String reference) {
		if (!place.equals(Origin.Place.TRACKER.name()) || reference == null) {
			return Optional.empty();
		}
		Matcher matcher = CONNECTION.matcher(reference);
		return matcher.matches() ? Optional.of(new ConnectionId(Long.parseLong(matcher.group(1)))) : Optional.empty();
	}

}
