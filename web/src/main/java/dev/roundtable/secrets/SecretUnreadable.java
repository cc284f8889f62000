package dev.roundtable.secrets;

/**
 * Something was encrypted with another key than this node has, or for another purpose, or
 * was changed. It has to be entrusted again.
 */
public class SecretUnreadable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SecretUnreadable(Throwable cause) {
		super("encrypted with another key than this node's", cause);
	}

}
