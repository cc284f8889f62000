package dev.roundtable.tracker;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Why a tracker did not do what it was asked. A connector throws nothing else. Messages
 * are read by administrators and never contain a token.
 */
public abstract sealed class TrackerFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TrackerFailure(String message) {
		super(message);
	}

	/** Nobody is let in with this token, or not any more. Nothing was done. */
	public static final class TokenRefused extends TrackerFailure {

		private static final long serialVersionUID = 1L;

		public TokenRefused(String message) {
			super(message);
		}

	}

	/** The token is good but may not do this. Nothing was done. */
	public static final class Forbidden extends TrackerFailure {

		private static final long serialVersionUID = 1L;

		public Forbidden(String message) {
			super(message);
		}

	}

	/** There is no such issue or comment for us: deleted, or hidden. */
	public static final class Gone extends TrackerFailure {

		private static final long serialVersionUID = 1L;

		public Gone(String message) {
			super(message);
		}

	}

	/** The issue has another id now. Nothing was done. */
	public static final class Moved extends TrackerFailure {

		private static final long serialVersionUID = 1L;

		private final transient RemoteId to;

		public Moved(RemoteId to) {
			super("moved to " + to);
			this.to = to;
		}

		public RemoteId to() {
			return this.to;
		}

	}

	/** Too many requests. Nothing was done. */
	public static final class Limited extends TrackerFailure {

		private static final long serialVersionUID = 1L;

		private final @Nullable Duration retryAfter;

		/**
		 * @param retryAfter as the tracker says, at least; null when it does not say
		 */
		public Limited(String message, @Nullable Duration retryAfter) {
			super(message);
			this.retryAfter = retryAfter;
		}

		public @Nullable Duration retryAfter() {
			return this.retryAfter;
		}

	}

	/**
	 * The tracker understood and does not want it, now or ever: a status that does not
	 * exist, a text that is too long. Nothing was done.
	 */
	public static final class Refused extends TrackerFailure {

		private static final long serialVersionUID = 1L;

		private final @Nullable Field field;

		/**
		 * @param field what it does not want, null when it does not say
		 */
		public Refused(String message, @Nullable Field field) {
			super(message);
			this.field = field;
		}

		public @Nullable Field field() {
			return this.field;
		}

	}

	/** It does not answer, and nothing was done for sure: all that fails on reading. */
	public static non-sealed class Unavailable extends TrackerFailure {

		private static final long serialVersionUID = 1L;

		private final @Nullable Duration retryAfter;

		public Unavailable(String message) {
			this(message, null);
		}

		/**
		 * @param retryAfter as the tracker says, at least; null when it does not say
		 */
		public Unavailable(String message, @Nullable Duration retryAfter) {
			super(message);
			this.retryAfter = retryAfter;
		}

		public @Nullable Duration retryAfter() {
			return this.retryAfter;
		}

	}

	/**
	 * It did not answer, or with a failure of its own, after it was asked to write: the
	 * work may be done, or may be done yet.
	 */
	public static final class Doubtful extends TrackerFailure {

		private static final long serialVersionUID = 1L;

		public Doubtful(String message) {
			super(message);
		}

	}

}
