package dev.roundtable;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Listens to what the threads that answer requests ask the database, and can make the
 * application forget the pages and parts of pages it has kept. What runs in the
 * background is not heard.
 */
@Component
class Statements implements BeanPostProcessor {

	private static final Pattern KEEPS_PAGES = Pattern
		.compile("dev\\.roundtable\\.[a-z]+\\.(PageCache|Rendered[A-Za-z]+|Floors)");

	private final Queue<String> heard = new ConcurrentLinkedQueue<>();

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (!(bean instanceof DataSource)) {
			return bean;
		}
		ProxyFactory proxy = new ProxyFactory(bean);
		proxy.setProxyTargetClass(true);
		proxy.addAdvice((MethodInterceptor) (call) -> {
			Object result = call.proceed();
			return (result instanceof Connection connection) ? listening(Connection.class, connection, "") : result;
		});
		return proxy.getProxy();
	}

	private <T> T listening(Class<T> type, T target, String sql) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				try {
					String text = (arguments != null && arguments.length > 0 && arguments[0] instanceof String given)
							? given : sql;
					if (method.getName().startsWith("execute")) {
						hear(text);
					}
					Object result = method.invoke(target, arguments);
					return switch (result) {
						case PreparedStatement statement -> listening(PreparedStatement.class, statement, text);
						case Statement statement -> listening(Statement.class, statement, text);
						case null, default -> result;
					};
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

	private void hear(String sql) {
		if (Thread.currentThread().getName().startsWith("http-")) {
			this.heard.add(sql.strip().replaceAll("\\s+", " "));
		}
	}

	/** What was asked while this was done. */
	List<String> during(Supplier<?> act) {
		this.heard.clear();
		act.get();
		return List.copyOf(this.heard);
	}

	/** Empties the caches of whole pages and of rendered parts of them. */
	static void forgetPages(ApplicationContext application) {
		for (Object bean : application.getBeansOfType(Object.class, false, false).values()) {
			Object part = (bean instanceof FilterRegistrationBean<?> filter) ? filter.getFilter() : bean;
			if (part == null || !KEEPS_PAGES.matcher(part.getClass().getName()).matches()) {
				continue;
			}
			ReflectionUtils.doWithFields(part.getClass(), (field) -> {
				switch (value(field, part)) {
					case Cache<?, ?> cache -> cache.invalidateAll();
					case AsyncCache<?, ?> cache -> cache.synchronous().invalidateAll();
					case null, default -> {
					}
				}
			});
		}
	}

	private static @Nullable Object value(Field field, Object bean) {
		if (!Cache.class.isAssignableFrom(field.getType()) && !AsyncCache.class.isAssignableFrom(field.getType())) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, bean);
	}

}
