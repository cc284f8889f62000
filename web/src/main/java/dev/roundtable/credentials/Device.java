package dev.roundtable.credentials;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What somebody signed in with, in words that she knows. Browsers call themselves by the
 * names of others, so the more special names are looked for first.
 *
 * @param browser empty where it is none that is known
 * @param system the same
 */
record Device(String browser, String system) {

	private static final int LOOKED_AT = 500;

	private static final Map<String, String> BROWSERS = ordered("MicroMessenger", "WeChat", "MiuiBrowser", "Mi Browser",
			"HuaweiBrowser", "HUAWEI Browser", "QQBrowser", "QQ Browser", "UCBrowser", "UC Browser", "SamsungBrowser",
			"Samsung Internet", "Edg", "Edge", "OPR/", "Opera", "FxiOS", "Firefox", "Firefox", "Firefox", "CriOS",
			"Chrome", "Chrome", "Chrome", "Safari", "Safari", "curl", "curl");

	private static final Map<String, String> SYSTEMS = ordered("HarmonyOS", "HarmonyOS", "OpenHarmony", "HarmonyOS",
			"Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Macintosh", "macOS",
			"CrOS", "ChromeOS", "Linux", "Linux");

	static Device of(@Nullable String userAgent) {
		String agent = (userAgent != null) ? userAgent.substring(0, Math.min(userAgent.length(), LOOKED_AT)) : "";
		return new Device(first(BROWSERS, agent), first(SYSTEMS, agent));
	}

	/** The end of the key of what it is called: {@code device.both} and so on. */
	public String key() {
		if (this.browser.isEmpty()) {
			return this.system.isEmpty() ? "unknown" : "system";
		}
		return this.system.isEmpty() ? "browser" : "both";
	}

	private static String first(Map<String, String> names, String agent) {
		return names.entrySet()
			.stream()
			.filter((name) -> agent.contains(name.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse("");
	}

	private static Map<String, String> ordered(String... pairs) {
		Map<String, String> ordered = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			ordered.put(pairs[i], pairs[i + 1]);
		}
		return ordered;
	}

}
