package dev.roundtable.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One person's browser, looking at the running site. */
final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	final ChromeDriver driver;

	private final String base;

	private Browser(ChromeDriver driver, String base) {
		this.driver = driver;
		this.base = base;
		driver.manage().timeouts().implicitlyWait(PATIENCE);
	}

	static Browser open() {
		return open(true);
	}

	static Browser withoutScripts() {
		return open(false);
	}

	private static Browser open(boolean scripts) {
		String base = RunningSite.get().url();
		try {
			return new Browser(Chromium.start(scripts), base);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Browser to(String path) {
		this.driver.get(this.base + path);
		return this;
	}

	/** Waits for it, and says what is there instead where it does not come. */
	WebElement find(String css) {
		try {
			return this.driver.findElement(By.cssSelector(css));
		}
		catch (NoSuchElementException ex) {
			String page = this.driver.findElement(By.tagName("body")).getText();
			throw new AssertionError("no " + css + " at " + path() + ":\n" + page, ex);
		}
	}

	/** What is there now. */
	List<WebElement> now(String css) {
		this.driver.manage().timeouts().implicitlyWait(Duration.ZERO);
		try {
			return this.driver.findElements(By.cssSelector(css));
		}
		finally {
			this.driver.manage().timeouts().implicitlyWait(PATIENCE);
		}
	}

	String attribute(String css, String name) {
		return Objects.requireNonNullElse(find(css).getDomAttribute(name), "");
	}

	void click(String css) {
		find(css).click();
	}

	/**
	 * Clicks what loads another page, and waits until this one is gone: what both pages
	 * have is then not looked for on the old one.
	 */
	void leaveBy(String css) {
		WebElement page = find("html");
		click(css);
		// in between the driver has other words for it than that it is stale
		new WebDriverWait(this.driver, PATIENCE).ignoring(WebDriverException.class)
			.until(ExpectedConditions.stalenessOf(page));
	}

	void fill(String css, String text) {
		WebElement field = find(css);
		field.clear();
		field.sendKeys(text);
	}

	/** A key, wherever the page is. */
	void press(String key) {
		new Actions(this.driver).sendKeys(key).perform();
	}

	/** Chooses what leads to another page at once, and waits until this one is gone. */
	void chooseAndLeave(String css, String value) {
		WebElement page = find("html");
		choose(css, value);
		new WebDriverWait(this.driver, PATIENCE).ignoring(WebDriverException.class)
			.until(ExpectedConditions.stalenessOf(page));
	}

	void choose(String css, String value) {
		new Select(find(css)).selectByValue(value);
	}

	/** Everything that is in the page, seen or not. */
	String source() {
		return Objects.requireNonNull(this.driver.getPageSource());
	}

	String path() {
		return Objects.requireNonNull(this.driver.getCurrentUrl()).substring(this.base.length());
	}

	/**
	 * Errors and violations of the content security policy since the last call. That
	 * somebody left a page before all of it had come is none: htmx says so in two lines,
	 * and of what failed in others.
	 */
	List<String> complaints() {
		List<String> said = logged();
		boolean left = said.stream().anyMatch((line) -> line.contains("htmx:sendAbort"));
		return said.stream()
			.filter((line) -> !left || !line.contains("htmx:sendAbort") && !line.contains("htmx:afterRequest"))
			.toList();
	}

	private List<String> logged() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
			.map((entry) -> entry.getMessage())
			.toList();
	}

	/** As wide as a phone. */
	void narrowTo(int pixels) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", pixels, "height", 844, "deviceScaleFactor", 1, "mobile", true));
	}

	/**
	 * As wide as its window again, and without movement, so that colours are what they
	 * become.
	 */
	void asOnADesk() {
		this.driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
