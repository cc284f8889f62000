package dev.roundtable.writing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which pictures a text may show. Of our own addresses only uploaded files: any other
 * could do something in the reader's name.
 */
final class Pictures {

	private static final Pattern UPLOADED = Pattern.compile("/files/[\\w-][\\w.-]*(?:/[\\w-][\\w.-]*)*");

	/** Neither a name before the host, which would pass for it, nor a backslash. */
	private static final Pattern ELSEWHERE = Pattern
		.compile("(?i)https://([\\p{L}\\p{N}.-]{1,253}|\\[[0-9a-f:.]{2,45}])(?::[0-9]{1,5})?(?=[/?#]|$)");

	private Pictures() {
	}

	static boolean mayShow(String source) {
		return isUploaded(source) || host(source) != null;
	}

	static boolean isUploaded(String source) {
		return UPLOADED.matcher(source).matches();
	}

	/** Where a picture from elsewhere comes from; null when it may not be shown. */
	static @Nullable String host(String source) {
		Matcher elsewhere = ELSEWHERE.matcher(source);
		return elsewhere.lookingAt() ? elsewhere.group(1) : null;
	}

}
