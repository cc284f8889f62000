package dev.roundtable.people;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import com.ibm.icu.text.SpoofChecker;
import dev.roundtable.http.Secret;

/**
 * What a name looks like: letters that cannot be told apart are one (Unicode's skeleton
 * of confusables, UTS 39), as it is written and in small letters.
 */
final class NameLook {

	private static final SpoofChecker CHECKER = new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

	private NameLook() {
	}

	/** Digests; whoever shares one of them looks the same. One or two. */
	static Set<String> of(String name) {
		Set<String> looks = new TreeSet<>();
		looks.add(Secret.digest(skeleton(name)));
		looks.add(Secret.digest(skeleton(AccountName.key(name))));
		return looks;
	}

	static String skeleton(String name) {
		return CHECKER.getSkeleton(name).toLowerCase(Locale.ROOT);
	}

}
