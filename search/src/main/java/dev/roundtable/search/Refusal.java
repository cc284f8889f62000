package dev.roundtable.search;

/**
 * Why a change is not in the index.
 *
 * @param forGood whether the same change is never taken; otherwise the engine failed at
 * it while it took others, and may take it the next time
 */
public record Refusal(String reason, boolean forGood) {

	static Refusal forGood(String reason) {
		return new Refusal(reason, true);
	}

	static Refusal forNow(String reason) {
		return new Refusal(reason, false);
	}

}
